/** Connections to providers. */
package ai.gatewayz.providers.connection;
