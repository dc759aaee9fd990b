/**
 * Streams that have begun: passed on to the caller up to their end, or broken off so that nobody
 * takes them for whole.
 */
package ai.gatewayz.gateway.stream;
