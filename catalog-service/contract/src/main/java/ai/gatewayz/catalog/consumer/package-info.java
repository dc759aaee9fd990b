/**
 * What every consumer of events needs so that no record and no outage ends it: records are checked
 * before anything is done with them, what cannot be used is skipped, counted and told, the thread
 * that follows a topic is started again when it dies, and a batch that the database refuses is
 * halved until the bad row is found.
 */
package ai.gatewayz.catalog.consumer;
