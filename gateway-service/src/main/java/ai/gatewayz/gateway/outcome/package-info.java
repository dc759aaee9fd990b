/**
 * What live traffic saw of each offer: metrics at once, and short windows to {@code
 * gatewayz.gateway.outcomes} off the request path. Never a prompt, never a key.
 */
package ai.gatewayz.gateway.outcome;
