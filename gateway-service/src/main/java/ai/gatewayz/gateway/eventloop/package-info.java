/** The threads that serve requests. */
package ai.gatewayz.gateway.eventloop;
