package ai.gatewayz.gateway.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The rate of half-open probes of each offer and of each provider; for one thread at a time. */
final class Paces {

  private static final int MOST_OF_OFFER = 4;
  private static final Duration APART = Duration.ofSeconds(15);

  /** Whatever callers do, and however many offers fail: a provider has a limit of its own. */
  private static final int MOST_OF_PROVIDER = 30;

  private static final int MANY = 1_000;

  private final Map<String, Pace> paces = new HashMap<>();

  /**
   * @param whom an offer, or a provider that is away as a whole
   */
  Pace of(String whom, Instant now) {
    return pace(whom, MOST_OF_OFFER, APART, now);
  }

  /** Of the questions to all of a provider's offers. */
  Pace ofAllAt(String provider, Instant now) {
    return pace("all of " + provider, MOST_OF_PROVIDER, Duration.ZERO, now);
  }

  private Pace pace(String whom, int most, Duration apart, Instant now) {
    if (paces.size() >= MANY && !paces.containsKey(whom)) {
      paces.values().removeIf(pace -> pace.idle(now));
    }
    return paces.computeIfAbsent(whom, id -> new Pace(most, apart));
  }
}
