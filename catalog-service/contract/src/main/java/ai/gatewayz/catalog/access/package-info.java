/** What Kafka lets a service do, and what it does not. */
package ai.gatewayz.catalog.access;
