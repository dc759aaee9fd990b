/**
 * Events to publish, written in one transaction with the rows they are about, and the relay that
 * brings it to Kafka: in order per key, at least once, by one replica at a time.
 */
package ai.gatewayz.catalog.outbox;
