/** Which rights on Kafka a service has, and which it lacks. */
package ai.gatewayz.catalog.access;
