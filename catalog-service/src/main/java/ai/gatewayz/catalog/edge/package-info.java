/** How the public port is opened. */
package ai.gatewayz.catalog.edge;
