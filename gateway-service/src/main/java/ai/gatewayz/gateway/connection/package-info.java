/** How long callers' connections may be idle, and how many there may be from one address. */
package ai.gatewayz.gateway.connection;
