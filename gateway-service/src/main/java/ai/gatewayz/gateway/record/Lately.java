package ai.gatewayz.gateway.record;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import java.time.Duration;
import java.time.Instant;

/**
 * How an offer did; null for what nobody has seen.
 *
 * @param uptime5m percent of the attempts of five minutes that were answered
 * @param uptime30m the same of half an hour
 * @param uptime1d the same of a day
 * @param latency milliseconds to the first token, of half an hour
 * @param throughput tokens per second from the first on, of half an hour
 */
public record Lately(
    Double uptime5m,
    Double uptime30m,
    Double uptime1d,
    Percentiles latency,
    Percentiles throughput) {

  static final Lately UNSEEN = new Lately(null, null, null, null, null);

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration A_DAY = Duration.ofDays(1);

  /** With what the verdict says of times in which no traffic was seen. */
  Lately or(OfferView view, Instant now) {
    Availability verdict = view.availability();
    return verdict == null
        ? this
        : new Lately(
            uptime5m == null ? uptime(verdict, now.minus(FIVE_MINUTES)) : uptime5m,
            uptime30m == null ? uptime(verdict, now.minus(HALF_AN_HOUR)) : uptime30m,
            uptime1d == null ? uptime(verdict, now.minus(A_DAY)) : uptime1d,
            latency == null ? latency(verdict, now.minus(HALF_AN_HOUR)) : latency,
            throughput);
  }

  /** One that sometimes answers has a share that a verdict does not tell. */
  private static Double uptime(Availability verdict, Instant since) {
    return switch (verdict.state()) {
      case AVAILABLE -> isSince(verdict.lastVerified(), since) ? Double.valueOf(100) : null;
      case UNAVAILABLE -> isSince(verdict.lastChecked(), since) ? Double.valueOf(0) : null;
      case DEGRADED, COLD, UNKNOWN, UNPROBEABLE -> null;
    };
  }

  private static Percentiles latency(Availability verdict, Instant since) {
    return verdict.ttftMillis() != null && isSince(verdict.lastVerified(), since)
        ? Percentiles.of(verdict.ttftMillis())
        : null;
  }

  private static boolean isSince(Instant at, Instant since) {
    return at != null && !at.isBefore(since);
  }
}
