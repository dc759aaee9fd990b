/**
 * One trace per request, made by hand: a span for the request and one for every call to a provider,
 * with OpenTelemetry's GenAI names. Nothing that a caller writes is in them, and no key. Off, it
 * costs a look at a field.
 */
package ai.gatewayz.gateway.tracing;
