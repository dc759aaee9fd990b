/**
 * How replicas tell each other and the health service what traffic saw, so that neither records nor
 * what each replica reads of them grow with the square of the fleet: windows that are the longer
 * the more replicas there are, many offers in one record, failures at once and to replicas nothing
 * else.
 */
package ai.gatewayz.gateway.fleet;
