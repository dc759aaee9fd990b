/**
 * Brings the snapshot up and keeps it current: from the compacted topics {@code
 * gatewayz.catalog.offers} and {@code gatewayz.health.availability}, after the file of the last
 * run, which it serves from at once.
 *
 * <p>Every replica reads all partitions, from the start or from where its file ends, without a
 * consumer group: the topics are compacted, so that is the state as it is now. What cannot be
 * understood is skipped and counted; nothing here ever stops the gateway from serving what it has.
 */
package ai.gatewayz.gateway.feed;
