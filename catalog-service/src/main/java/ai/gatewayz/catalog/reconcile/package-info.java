/**
 * Reconciliation when the database is older than what was published from it (it was lost, or
 * restored from a backup), or when Kafka has lost events: numbers continue above all that were ever
 * used, and offers over which Kafka and the table differ are published again.
 */
package ai.gatewayz.catalog.reconcile;
