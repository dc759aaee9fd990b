package ai.gatewayz.gateway.stream;

import java.time.Duration;

/**
 * The limits of a stream that has begun.
 *
 * @param gap between two pieces, comments included
 * @param usageGrace from the end of the last choice to {@code [DONE]}: how long the usage is waited
 *     for
 * @param slowReader for a caller who does not read
 * @param slowestReader bytes that a caller reads in a second, at least, of what is sent at once
 * @param maxEvent bytes of one event
 */
public record StreamLimits(
    Gap gap, Duration usageGrace, Duration slowReader, long slowestReader, long maxEvent) {}
