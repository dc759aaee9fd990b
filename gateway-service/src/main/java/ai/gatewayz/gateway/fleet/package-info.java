/**
 * How replicas publish what traffic saw to each other and to the health service, so that neither
 * records nor what each replica reads of them grow with the square of the fleet: windows grow with
 * the number of replicas, one record has many offers, failures are published at once, and other
 * replicas get nothing else.
 */
package ai.gatewayz.gateway.fleet;
