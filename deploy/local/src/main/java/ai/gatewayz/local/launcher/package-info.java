/**
 * The one-command stack: PostgreSQL, Kafka, the provider simulator (where no provider key is set)
 * and the three services, on loopback, with their data in one folder.
 */
package ai.gatewayz.local.launcher;
