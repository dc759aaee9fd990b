/**
 * Half-open probes of offers after their backoff: completions of a few tokens, so that no user's
 * request has to find out.
 */
package ai.gatewayz.gateway.trial;
