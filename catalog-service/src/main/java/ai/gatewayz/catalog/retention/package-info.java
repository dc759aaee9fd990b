/** What is kept for how long: published outbox rows, and the history of syncs. */
package ai.gatewayz.catalog.retention;
