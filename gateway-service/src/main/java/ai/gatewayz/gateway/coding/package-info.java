/** Decodes answers that providers compress, though the gateway does not request that. */
package ai.gatewayz.gateway.coding;
