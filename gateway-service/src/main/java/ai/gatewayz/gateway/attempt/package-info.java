/**
 * One call to one candidate: sent, awaited under timeouts, and either committed to at its first
 * content or reported as evidence. Nothing here knows of other candidates.
 */
package ai.gatewayz.gateway.attempt;
