/** Records as an enemy, or a fault, would put them on Kafka: for the tests of every consumer. */
package ai.gatewayz.local.hostile;
