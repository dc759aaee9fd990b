/**
 * The names that metrics go by: OpenTelemetry's GenAI conventions where there is one. A model is
 * never a label, nor is anything else that a caller writes: the number of series is bounded by the
 * configured providers.
 */
package ai.gatewayz.gateway.telemetry;
