/** How long callers' connections may do nothing, and how many there may be from one address. */
package ai.gatewayz.gateway.connection;
