/** Bodies of requests, read within bounds of size and time. */
package ai.gatewayz.gateway.body;
