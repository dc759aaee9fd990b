/**
 * How fast a provider may be asked: a rate, units of concurrency, fewer of its free models, and
 * slower where it says so. Pure; the replicas of a fleet share each provider's rate between them.
 */
package ai.gatewayz.health.pace;
