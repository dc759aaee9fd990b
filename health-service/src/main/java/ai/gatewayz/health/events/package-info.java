/**
 * Kafka: offers and live outcomes come in, verdicts go out. One replica of a group owns an offer at
 * a time.
 */
package ai.gatewayz.health.events;
