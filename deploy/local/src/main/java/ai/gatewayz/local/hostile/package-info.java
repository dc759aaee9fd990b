/**
 * Records as an enemy, or a fault, would put them on Kafka, for the tests of every consumer; and
 * requests that a proxy would read differently, for those of every port.
 */
package ai.gatewayz.local.hostile;
