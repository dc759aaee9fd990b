package ai.gatewayz.health.account;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.verdict.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Offers of one provider that answered before and are not found now, in a row. With a key that has
 * lost its access no model is found any more; a provider that retires some still answers for the
 * others. What was seen while that was in doubt waits for the next answer: it counts where the
 * doubt was short, once for each offer, and not at all where it lasted. Pure; not thread-safe.
 */
final class Vanishing {

  /** After a doubt that was longer, the account was away, and not the models. */
  private static final Duration SHORT = Duration.ofMinutes(1);

  /** A doubt that no answer ends for so long is more than that others are gone at once. */
  private static final Duration LASTING = Duration.ofSeconds(10);

  /** What gateways tell late was seen by so much sooner. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private static final int MOST_KEPT = 1_000;

  private final int most;
  private final Map<OfferKey, Observation> row = new LinkedHashMap<>();
  private Instant since;
  private Instant over = Instant.MIN;
  private boolean lasted;

  /**
   * An offer that was seen to be gone while the account was in doubt.
   *
   * @param since when the row began of which it is one: no more than one observation of a row
   *     counts
   */
  record Believed(OfferKey key, Observation seen, Instant since) {}

  /**
   * @param most so many in a row are no longer the models' affair
   */
  Vanishing(int most) {
    this.most = most;
  }

  /** Whether it was seen before the end of a doubt that lasted, though it is told only now. */
  boolean late(Instant at) {
    return at.isBefore(over);
  }

  void gone(OfferKey key, Observation seen) {
    if (row.isEmpty()) {
      since = seen.at();
      lasted = false;
    }
    if (row.size() < MOST_KEPT || row.containsKey(key)) {
      row.put(key, seen);
    }
  }

  /**
   * An offer of the provider has answered.
   *
   * @return what is believed now of others
   */
  List<Believed> answered(OfferKey key, Instant now) {
    boolean doubted = doubtful();
    row.remove(key);
    Instant began = since;
    List<Believed> believed =
        doubted && !began.plus(SHORT).isBefore(now)
            ? row.entrySet().stream()
                .map(each -> new Believed(each.getKey(), each.getValue().once(), began))
                .toList()
            : List.of();
    if (doubted && began.plus(LATE).isBefore(now)) {
      over = now.plus(LATE);
    }
    row.clear();
    return believed;
  }

  boolean doubtful() {
    return row.size() >= most;
  }

  /** Whether the doubt is no matter of a moment any more; says so once. */
  boolean beginsToLast(Instant now) {
    boolean lasts = doubtful() && !since.plus(LASTING).isAfter(now);
    boolean begins = lasts && !lasted;
    lasted = lasts;
    return begins;
  }

  /** How many more it takes. */
  int more() {
    return most - row.size();
  }

  /** When the first of the row was seen to be gone. */
  Instant since() {
    return since;
  }
}
