/**
 * What every consumer of events needs so that no record and no outage stops it: records are checked
 * before anything is done with them, invalid ones are skipped, counted and logged, the thread that
 * reads a topic is started again when it fails, and a batch that the database refuses is halved
 * until the bad row is found.
 */
package ai.gatewayz.catalog.consumer;
