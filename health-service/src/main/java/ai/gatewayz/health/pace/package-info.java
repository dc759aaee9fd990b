/**
 * The rate limiter of probes: for each provider a rate, units of concurrency, less for its free
 * models, and slower where it says so. Pure; the replicas of a fleet share each provider's rate
 * between them.
 */
package ai.gatewayz.health.pace;
