/**
 * A real Kafka broker and a real PostgreSQL on loopback, for tests and for the one-command stack.
 */
package ai.gatewayz.local.backing;
