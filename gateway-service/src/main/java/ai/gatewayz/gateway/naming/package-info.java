/**
 * Which model was meant by an unknown name. Pure; what a search may cost is bounded by counts,
 * whatever the name and however many models there are.
 */
package ai.gatewayz.gateway.naming;
