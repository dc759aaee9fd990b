/** A real nginx with what the ingress tells its controller, between a caller and a gateway. */
package ai.gatewayz.system.nginx;
