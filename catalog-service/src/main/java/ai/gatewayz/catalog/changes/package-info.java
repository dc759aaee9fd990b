/**
 * Changes since a position, as a page or as a stream of server-sent events. Both read the outbox,
 * whose rows become visible in the order of their numbers: any replica can serve any caller from
 * any position, and only committed changes are sent.
 */
package ai.gatewayz.catalog.changes;
