/**
 * What follows when the database is older than what was published from it (it was lost, or put back
 * from a backup), or Kafka has lost what was: numbers go on above all that were ever given, and
 * what Kafka and the table say differently is published again.
 */
package ai.gatewayz.catalog.reconcile;
