/**
 * The end of a process: what has begun is finished, within {@code quarkus.shutdown.timeout}; what
 * is new is refused with 503, so that a client or a load balancer asks another replica.
 */
package ai.gatewayz.gateway.drain;
