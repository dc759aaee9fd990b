package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.OfferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How often the most probed offer was probed, within the hour and the one before. */
final class MostAsked {

  private static final Duration SPAN = Duration.ofHours(1);

  private final Map<OfferKey, Integer> counts = new HashMap<>();
  private Instant since;
  private int most;
  private int before;

  MostAsked(Instant now) {
    since = now;
  }

  synchronized void asked(OfferKey key, Instant now) {
    turn(now);
    most = Math.max(most, counts.merge(key, 1, Integer::sum));
  }

  synchronized int most(Instant now) {
    turn(now);
    return Math.max(most, before);
  }

  private void turn(Instant now) {
    if (!now.isBefore(since.plus(SPAN))) {
      before = now.isBefore(since.plus(SPAN.multipliedBy(2))) ? most : 0;
      most = 0;
      since = now;
      counts.clear();
    }
  }
}
