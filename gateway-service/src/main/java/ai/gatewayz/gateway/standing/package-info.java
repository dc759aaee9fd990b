/**
 * The circuit breaker: which offers and providers have just failed for live traffic, on this
 * replica.
 */
package ai.gatewayz.gateway.standing;
