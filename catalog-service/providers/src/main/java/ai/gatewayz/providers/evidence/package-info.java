/**
 * Evidence: what one answer of a provider says, and about whom. The gateway decides by it whether
 * to fail over, the health service whether an offer works; both must read an answer the same way.
 */
package ai.gatewayz.providers.evidence;
