/** What the translations of other protocols' requests to chat completions share. Pure. */
package ai.gatewayz.gateway.tochat;
