/**
 * What has changed since a point, as a page or as a stream of server-sent events. Both read the
 * outbox, whose rows become visible in the order of their numbers: any replica can serve any caller
 * from any point, and nothing is told that is not committed.
 */
package ai.gatewayz.catalog.changes;
