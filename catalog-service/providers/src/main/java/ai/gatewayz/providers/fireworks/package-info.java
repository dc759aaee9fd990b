/**
 * Fireworks: a short list of what this account can call without a deployment, and the public
 * library with pages by {@code pageToken}. Neither states prices.
 */
package ai.gatewayz.providers.fireworks;
