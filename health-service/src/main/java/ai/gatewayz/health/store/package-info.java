/**
 * PostgreSQL: the history of transitions and what was spent. Verdicts themselves stand on Kafka, so
 * that this service works on while the database is away; what is to be written waits for it, within
 * a bound.
 */
package ai.gatewayz.health.store;
