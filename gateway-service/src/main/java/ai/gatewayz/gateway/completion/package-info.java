/**
 * One request from its body to the end of its answer: read, route, attempts with failover, answer.
 * The HTTP of the data plane is here; what to try is decided by {@code routing}, one call by {@code
 * attempt}.
 */
package ai.gatewayz.gateway.completion;
