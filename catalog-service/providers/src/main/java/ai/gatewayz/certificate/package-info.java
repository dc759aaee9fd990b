/**
 * When the certificates end that a service uses towards Kafka and PostgreSQL: after that no new
 * connection is made, and nothing else tells of it before.
 */
package ai.gatewayz.certificate;
