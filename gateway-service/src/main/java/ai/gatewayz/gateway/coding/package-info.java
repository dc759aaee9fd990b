/** Undoes what comes compressed of providers, though nobody asked for that. */
package ai.gatewayz.gateway.coding;
