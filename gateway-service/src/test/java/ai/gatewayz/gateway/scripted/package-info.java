/**
 * A provider over real sockets whose every answer is written by a test, byte by byte if need be.
 */
package ai.gatewayz.gateway.scripted;
