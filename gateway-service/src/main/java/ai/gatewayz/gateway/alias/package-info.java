/** Names of the operator's for models: resolved before a request is routed. */
package ai.gatewayz.gateway.alias;
