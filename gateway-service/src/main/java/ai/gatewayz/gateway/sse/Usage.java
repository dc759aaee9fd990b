package ai.gatewayz.gateway.sse;

/**
 * Tokens as the provider counts them. Missing is not zero: where a provider tells nothing there is
 * no usage at all.
 *
 * @param cached prompt tokens read from a cache, part of {@code input}
 * @param reasoning tokens thought, part of {@code output}
 */
public record Usage(long input, long output, long cached, long reasoning) {}
