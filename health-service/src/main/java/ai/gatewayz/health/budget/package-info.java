/**
 * The probe budget. The daily caps, for each provider and for all, are in PostgreSQL; replicas
 * reserve small sums of them before they spend, so that together they can never spend more.
 */
package ai.gatewayz.health.budget;
