/**
 * The money for probes. A day's cap, for each provider and for all, lies in PostgreSQL; replicas
 * draw small sums on it before they spend, so that together they can never spend more.
 */
package ai.gatewayz.health.budget;
