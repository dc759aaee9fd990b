package ai.gatewayz.gateway.request;

/** Bytes of a body from {@code start} to before {@code end}. */
public record Span(int start, int end) {}
