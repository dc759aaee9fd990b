/** How the ports are opened. */
package ai.gatewayz.catalog.edge;
