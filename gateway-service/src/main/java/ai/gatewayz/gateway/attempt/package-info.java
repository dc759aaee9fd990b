/**
 * One call to one candidate: sent, waited for under limits, and either taken over from its first
 * content on or told as evidence. Nothing here knows of other candidates.
 */
package ai.gatewayz.gateway.attempt;
