/**
 * What is to be published, written with the rows it is about in one transaction, and the relay that
 * brings it to Kafka: in order per key, at least once, by one replica at a time.
 */
package ai.gatewayz.catalog.outbox;
