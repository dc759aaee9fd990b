/** How long old rows are kept: published outbox rows, and the history of syncs. */
package ai.gatewayz.catalog.retention;
