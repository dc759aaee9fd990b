package ai.gatewayz.gateway.standing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A provider's run of failures; immutable.
 *
 * @param failing the offers that began to fail within the last minute, and since one last answered
 */
record ProviderStanding(Cooling cooling, Map<OfferKey, Failure> failing) {

  static final ProviderStanding GOOD = new ProviderStanding(Cooling.NONE, Map.of());

  /** So many times as many offers are the provider, whoever answered a moment ago. */
  private static final int BEYOND_DOUBT = 3;

  private static final int TWO_LOST = 2;

  /**
   * @param lost whether a connection was
   */
  record Failure(Instant at, boolean lost) {}

  /**
   * Trouble with our account is the provider's at once; a lost connection when another offer loses
   * one too, because any server closes one now and then; other trouble when several offers have it
   * and no other answers. An offer that failed before says nothing new of its provider: three that
   * are broken for good do not keep it away.
   *
   * @param news whether the offer was well up to now
   */
  ProviderStanding failed(
      OfferKey offer,
      Finding finding,
      boolean news,
      Instant now,
      Duration asked,
      Answering answering,
      StandingConfig config) {
    if (finding.subject() == Subject.ACCOUNT) {
      return away(now, asked, config);
    }
    if (!news) {
      return this;
    }
    Map<OfferKey, Failure> lately = new HashMap<>();
    failing.forEach(
        (key, failure) -> {
          if (now.isBefore(failure.at.plus(Cooling.MEMORY))) {
            lately.put(key, failure);
          }
        });
    int enough = config.offersOfProvider();
    if (lately.size() < enough * BEYOND_DOUBT) {
      lately.put(offer, new Failure(now, finding == Finding.UNREACHABLE));
    }
    boolean whole =
        lately.values().stream().filter(Failure::lost).count() >= TWO_LOST
            || lately.size() >= enough * BEYOND_DOUBT
            || lately.size() >= enough && !answering.others(lately.keySet(), now);
    ProviderStanding next = new ProviderStanding(cooling, Map.copyOf(lately));
    return whole ? next.away(now, asked, config) : next;
  }

  /** All of it fails. */
  ProviderStanding away(Instant now, Duration asked, StandingConfig config) {
    return with(cooling.failed(now, min(asked, Cooling.MEMORY), true, config));
  }

  ProviderStanding with(Cooling changed) {
    return new ProviderStanding(changed, failing);
  }

  /** Whether nothing here is of any weight any more. */
  boolean over(Instant now) {
    return !cooling.failing(now)
        && failing.values().stream()
            .allMatch(failure -> !now.isBefore(failure.at.plus(Cooling.MEMORY)));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
