package ai.gatewayz.gateway.standing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.routing.Standings;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.evidence.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Offers and providers that failed a moment ago. A success ends it at once; nothing here outlives
 * the process, and nothing is left out for it where nothing else is left. Any thread may ask and
 * tell.
 */
@ApplicationScoped
public class LiveStandings implements Standings {

  private final InstantSource clock;
  private final StandingConfig config;
  private final Map<OfferKey, Cooling> offers = new ConcurrentHashMap<>();
  private final Map<String, ProviderStanding> providers = new ConcurrentHashMap<>();

  LiveStandings(InstantSource clock, StandingConfig config) {
    this.clock = clock;
    this.config = config;
  }

  @Override
  public boolean cooling(OfferKey offer) {
    Instant now = clock.instant();
    return offers.getOrDefault(offer, Cooling.NONE).cooling(now)
        || providers.getOrDefault(offer.provider(), ProviderStanding.GOOD).cooling().cooling(now);
  }

  /**
   * An attempt at an offer begins. Where its cooling has just ended, this attempt finds out for all
   * others whether it is well: until it has, or has had time enough, the others keep away.
   */
  public void trying(OfferKey offer) {
    if (offers.isEmpty() && providers.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    offers.computeIfPresent(
        offer,
        (key, cooling) -> cooling.cooling(now) ? cooling : cooling.heldFor(config.trial(), now));
    providers.computeIfPresent(
        offer.provider(),
        (id, standing) ->
            standing.cooling().failures() == 0 || standing.cooling().cooling(now)
                ? standing
                : standing.heldFor(config.trial(), now));
  }

  public void observed(OfferKey offer, Evidence evidence) {
    Finding finding = evidence.finding();
    if (finding == Finding.ANSWERED) {
      if (!offers.isEmpty()) {
        offers.remove(offer);
      }
      if (!providers.isEmpty()) {
        providers.remove(offer.provider());
      }
      return;
    }
    if (finding.subject() == Subject.REQUEST || finding == Finding.BUDGET_TOO_SMALL) {
      return;
    }
    Instant now = clock.instant();
    Duration asked = evidence.retryAfter().orElse(Duration.ZERO);
    offers.compute(
        offer,
        (key, before) -> (before == null ? Cooling.NONE : before).failed(now, asked, config));
    if (ofProvider(finding)) {
      providers.compute(
          offer.provider(),
          (key, before) ->
              (before == null ? ProviderStanding.GOOD : before)
                  .failed(offer, finding, now, asked, config));
    }
  }

  /** Failures that say something of all offers of a provider, at once or when several have them. */
  private static boolean ofProvider(Finding finding) {
    return switch (finding) {
      case KEY_REJECTED,
          CREDITS_EXHAUSTED,
          PERMISSION_DENIED,
          SERVER_ERROR,
          GARBLED,
          TIMED_OUT,
          UNREACHABLE ->
          true;
      case ANSWERED,
          BUDGET_TOO_SMALL,
          MODEL_GONE,
          NOT_SERVERLESS,
          WRONG_OPERATION,
          COLD,
          GATED,
          RATE_LIMITED,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          REQUEST_REFUSED,
          OVERLOADED ->
          false;
    };
  }
}
