/** How the ports are opened. */
package ai.gatewayz.health.edge;
