/**
 * What requests used: exactly one record for each request that was taken on, however it ended, as
 * metrics at once and as a line in the log category {@code gatewayz.usage} off the request path.
 * Never a prompt, never a key.
 */
package ai.gatewayz.gateway.usage;
