/**
 * How a trace goes on from one service to the next through events: as W3C trace context in their
 * {@code traceparent} header, which is there only where the producer traces.
 */
package ai.gatewayz.catalog.tracing;
