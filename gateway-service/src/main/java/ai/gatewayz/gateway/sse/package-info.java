/** Reads streamed answers: bytes into server-sent events, events into what they say. Pure. */
package ai.gatewayz.gateway.sse;
