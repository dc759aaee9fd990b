package ai.gatewayz.health.verdict;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One piece of evidence on one offer.
 *
 * @param count how often it was seen; live traffic reports windows
 * @param httpStatus 0 where there was no answer
 * @param ttftMillis null where not measured
 */
public record Observation(
    Instant at,
    Source source,
    Finding finding,
    long count,
    int httpStatus,
    Optional<Duration> retryAfter,
    Long ttftMillis) {

  /** The provider's own list says that the model sleeps. */
  public static Observation listedAsCold(Instant at) {
    return new Observation(at, Source.LISTING, Finding.COLD, 1, 0, Optional.empty(), null);
  }

  public static Observation of(Instant at, Source source, Evidence evidence, Long ttftMillis) {
    return new Observation(
        at,
        source,
        evidence.finding(),
        1,
        evidence.httpStatus(),
        evidence.retryAfter(),
        ttftMillis);
  }

  /** The same, seen once. */
  public Observation once() {
    return new Observation(at, source, finding, 1, httpStatus, retryAfter, ttftMillis);
  }

  /** The same, seen at {@code now} where it was seen by a clock that was ahead. */
  public Observation notAfter(Instant now) {
    return at.isAfter(now)
        ? new Observation(now, source, finding, count, httpStatus, retryAfter, ttftMillis)
        : this;
  }
}
