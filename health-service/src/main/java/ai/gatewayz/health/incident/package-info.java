/**
 * Incidents: offers that worked and do not, grouped by provider where the cause is the provider.
 * They are a function of what stands on the board, worked out by one replica at a time, so that
 * neither a restart nor a further replica opens or closes any.
 */
package ai.gatewayz.health.incident;
