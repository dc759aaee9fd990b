/**
 * Brings the callers' keys that the catalog publishes to {@link
 * ai.gatewayz.gateway.keys.KnownKeys}: from the compacted topic {@code gatewayz.catalog.keys},
 * after the file of the last run. Without Kafka, or without the right to read that topic, what is
 * known stays in force.
 */
package ai.gatewayz.gateway.keyfeed;
