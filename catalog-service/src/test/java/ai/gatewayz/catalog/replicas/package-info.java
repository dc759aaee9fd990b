/**
 * The packaged catalog as processes: several at once, killed at chosen moments, short of memory.
 */
package ai.gatewayz.catalog.replicas;
