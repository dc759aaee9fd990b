/**
 * Incidents: offers that stopped working, grouped by provider where the cause is the provider. They
 * are a function of the offers' status in PostgreSQL, computed by one replica at a time, so that
 * neither a restart nor a further replica opens or closes any.
 */
package ai.gatewayz.health.incident;
