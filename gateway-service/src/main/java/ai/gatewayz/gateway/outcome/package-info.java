/**
 * What live traffic saw of each offer: metrics at once, and short windows to {@code
 * gatewayz.gateway.outcomes} off the request path. Never a prompt, never a key. What a request with
 * wishes of its own has met is published only where it is evidence for everybody.
 */
package ai.gatewayz.gateway.outcome;
