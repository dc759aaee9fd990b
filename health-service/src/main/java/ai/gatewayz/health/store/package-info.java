/**
 * PostgreSQL: the history of transitions and what was spent. Verdicts themselves are on Kafka, so
 * that this service goes on while the database is down; what is to be written waits for it, within
 * a bound.
 */
package ai.gatewayz.health.store;
