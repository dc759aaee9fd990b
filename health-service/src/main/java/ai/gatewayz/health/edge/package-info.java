/** How the public port is opened. */
package ai.gatewayz.health.edge;
