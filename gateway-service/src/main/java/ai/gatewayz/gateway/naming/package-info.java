/**
 * Which model was meant by a name that nothing goes by. Pure; what a search may cost is bounded by
 * counts, whatever the name and however many models there are.
 */
package ai.gatewayz.gateway.naming;
