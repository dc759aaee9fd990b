/**
 * Shutdown: requests in flight are finished, within {@code quarkus.shutdown.timeout}; new ones are
 * refused with 503, so that a client or a load balancer tries another replica.
 */
package ai.gatewayz.gateway.drain;
