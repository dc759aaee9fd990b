package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.OfferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The offers that fail, by provider, and how often is looked out for the return of those that are
 * missed. Not thread-safe.
 */
final class Failing {

  /** Between two looks at a provider for whether what is missed there is back, */
  private static final Duration EVERY = Duration.ofSeconds(30);

  /** at one offer. */
  private static final Duration OF_ONE = Duration.ofMinutes(1);

  /** What has failed for longer has its turns like all that fail. */
  private static final Duration LOOKED_OUT_FOR = Duration.ofDays(2);

  /** Failures of less are of a moment: that they end says nothing of others. */
  private static final Duration LONG = Duration.ofMinutes(15);

  /** What began to fail within so much of each other may have failed for one reason. */
  private static final Duration TOGETHER = Duration.ofMinutes(15);

  private static final int NOT_OK = 300;

  /** USD. A refusal costs nothing; of silence that is not known. */
  private static final double CHEAP = 0.000_01;

  private final Map<String, Set<OfferKey>> keys = new HashMap<>();
  private final Map<String, Instant> looked = new HashMap<>();

  /** Follows what becomes of an offer; null where it is not watched any more. */
  void follow(OfferKey key, Watched now) {
    if (now != null && now.obstacle() == null && now.verdict().failed()) {
      keys.computeIfAbsent(key.provider(), id -> new HashSet<>()).add(key);
    } else {
      Set<OfferKey> some = keys.get(key.provider());
      if (some != null) {
        some.remove(key);
      }
    }
  }

  /** A copy. */
  List<OfferKey> at(String provider) {
    return List.copyOf(keys.getOrDefault(provider, Set.of()));
  }

  /** Whether it is time to look out at the provider; it is for this time then. */
  boolean looks(String provider, Instant now) {
    Instant last = looked.get(provider);
    if (!keys.containsKey(provider) || (last != null && last.plus(EVERY).isAfter(now))) {
      return false;
    }
    looked.put(provider, now);
    return true;
  }

  /**
   * Whether a look at it may show that its provider is back.
   *
   * @param away whether all of the provider fails: then any of its offers shows it
   */
  static boolean shows(Watched each, boolean away, Instant now) {
    boolean rested = each.disturbed() == null || !each.disturbed().plus(OF_ONE).isAfter(now);
    return rested && !each.asking() && !each.prospect().dear() && (away || wasRefused(each, now));
  }

  /** It worked, and is refused now: a broken answer is paid for, and does not mend by itself. */
  private static boolean wasRefused(Watched each, Instant now) {
    Integer status = each.verdict().httpStatus();
    boolean costsNothing = status == null ? each.prospect().usd() <= CHEAP : status >= NOT_OK;
    return costsNothing
        && each.verdict().lastVerified() != null
        && each.verdict().failedSince().plus(LOOKED_OUT_FOR).isAfter(now);
  }

  /** Whether it failed for so long that its answer is news for others. */
  static boolean longSince(Watched each, Instant now) {
    return each.verdict().failed() && !each.verdict().failedSince().plus(LONG).isAfter(now);
  }

  /** Whether both may have failed for one reason. */
  static boolean together(Watched one, Watched other) {
    Duration apart =
        Duration.between(one.verdict().failedSince(), other.verdict().failedSince()).abs();
    return !Objects.equals(one.offer().key(), other.offer().key())
        && apart.compareTo(TOGETHER) <= 0;
  }
}
