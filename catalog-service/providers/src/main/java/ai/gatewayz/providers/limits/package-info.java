/**
 * How long providers ask to wait, and how much of a rate limit they say is left: one reader for
 * all.
 */
package ai.gatewayz.providers.limits;
