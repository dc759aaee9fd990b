/** Where requests go: addresses as they are configured, and what is below them. Pure. */
package ai.gatewayz.providers.address;
