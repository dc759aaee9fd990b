package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.ledger.Watched.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * How the return of what failed is seen soon, however long it was away: one offer at a time is
 * looked at that callers miss, and when one answers, all that may be back with it have their turn.
 * Not thread-safe.
 */
final class Returns {

  /** Of many that are missed, those that callers used last take turns. */
  private static final int LOOKED_AT = 8;

  private final Roll roll;
  private final Schedule schedule;

  Returns(Roll roll, Schedule schedule) {
    this.roll = roll;
    this.schedule = schedule;
  }

  /**
   * Brings a look forward that may show a return.
   *
   * @param away whether all of the provider fails: then any of its offers shows it
   */
  void lookOut(String provider, boolean away, Instant now) {
    if (!roll.failing().looks(provider, now)) {
      return;
    }
    List<Watched> missed =
        at(provider).stream()
            .filter(each -> Failing.shows(each, away, now))
            .filter(each -> away || schedule.missed(each, now))
            .sorted(
                Comparator.comparing((Watched each) -> !schedule.missed(each, now))
                    .thenComparingDouble(each -> away ? each.prospect().usd() : 0)
                    .thenComparing(lastFirst(Watched::used)))
            .limit(LOOKED_AT)
            .toList();
    missed.stream()
        .max(lastFirst(Watched::disturbed))
        .ifPresent(each -> roll.hurry(each.offer().key(), now));
  }

  /** The provider is back: what failed with it is looked at, what callers miss first. */
  void back(String provider, Instant now) {
    List<Watched> missed = new ArrayList<>();
    for (Watched each : at(provider)) {
      if (schedule.missed(each, now)) {
        missed.add(each);
      } else {
        roll.put(each, roll.planned(each, new Turn(now, Urgency.STALE)));
      }
    }
    next(missed, now);
  }

  /** An offer answers: what callers miss that began to fail with it may answer as well. */
  void answers(Watched back, Instant now) {
    if (Failing.longSince(back, now)) {
      next(
          at(back.offer().provider()).stream()
              .filter(each -> Failing.together(back, each) && schedule.missed(each, now))
              .toList(),
          now);
    }
  }

  /** They have their turn, what is used most first. */
  private void next(List<Watched> missed, Instant now) {
    List<Watched> ordered =
        missed.stream()
            .sorted(
                Comparator.comparingDouble(
                        (Watched each) -> -schedule.uses(each.offer().model(), now))
                    .thenComparing(lastFirst(Watched::used)))
            .toList();
    for (int i = 0; i < ordered.size(); i++) {
      Watched each = ordered.get(i);
      roll.put(each, roll.planned(each, new Turn(now.plusMillis(i), Urgency.SUSPECT)));
    }
  }

  private List<Watched> at(String provider) {
    List<Watched> failing = new ArrayList<>();
    for (OfferKey key : roll.failing().at(provider)) {
      roll.find(key).filter(each -> !each.asking()).ifPresent(failing::add);
    }
    return failing;
  }

  private static Comparator<Watched> lastFirst(Function<Watched, Instant> time) {
    return Comparator.comparing(time, Comparator.nullsLast(Comparator.reverseOrder()));
  }
}
