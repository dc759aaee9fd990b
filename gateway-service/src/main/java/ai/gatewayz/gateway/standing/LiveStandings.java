package ai.gatewayz.gateway.standing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.routing.Standings;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.evidence.Subject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What live traffic says of offers and providers. Two things: who failed a moment ago and is left
 * alone for a while (a success ends it at once), and who fails too often to come first. Nothing
 * here outlives the process, and nothing is left out for it where nothing else is left. Any thread
 * may ask and tell.
 */
@Singleton
public class LiveStandings implements Standings {

  private final InstantSource clock;
  private final StandingConfig config;
  private final Map<OfferKey, Cooling> offers = new ConcurrentHashMap<>();
  private final Map<String, ProviderStanding> providers = new ConcurrentHashMap<>();
  private final Map<OfferKey, Pulse> offerPulses = new ConcurrentHashMap<>();
  private final Map<String, Pulse> providerPulses = new ConcurrentHashMap<>();

  LiveStandings(InstantSource clock, StandingConfig config) {
    this.clock = clock;
    this.config = config;
  }

  @Override
  public boolean cooling(OfferKey offer) {
    if (offers.isEmpty() && providers.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    return offers.getOrDefault(offer, Cooling.NONE).cooling(now)
        || providers.getOrDefault(offer.provider(), ProviderStanding.GOOD).cooling().cooling(now);
  }

  @Override
  public boolean faltering(OfferKey offer) {
    Instant now = clock.instant();
    Pulse own = offerPulses.get(offer);
    if (own != null && own.telling(now)) {
      return own.faltering(now);
    }
    Pulse provider = providerPulses.get(offer.provider());
    return provider != null && provider.faltering(now);
  }

  @Override
  public OptionalLong ttftMillis(OfferKey offer) {
    Pulse pulse = offerPulses.get(offer);
    return pulse == null || pulse.ttftMillis() < 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(pulse.ttftMillis()));
  }

  /** What an offer is to one who wants to try it. */
  public enum Entry {
    /** nothing speaks against it */
    FREE,
    /** it failed, its time is up, and the one who hears this finds out for all others */
    TRIAL,
    /** it failed a moment ago, or somebody is finding out */
    COOLING
  }

  /**
   * Asks to try an offer. Where its cooling, or its provider's, has just ended, the first to ask
   * gets the trial: until it has told how it went, or has had time enough, the others are refused.
   */
  public Entry enter(OfferKey offer) {
    if (offers.isEmpty() && providers.isEmpty()) {
      return Entry.FREE;
    }
    Instant now = clock.instant();
    Cooling own = offers.getOrDefault(offer, Cooling.NONE);
    ProviderStanding provider = providers.getOrDefault(offer.provider(), ProviderStanding.GOOD);
    if (own.cooling(now) || provider.cooling().cooling(now)) {
      return Entry.COOLING;
    }
    boolean free = own.failures() == 0 && provider.cooling().failures() == 0;
    return free ? Entry.FREE : claim(offer, own, provider, now) ? Entry.TRIAL : Entry.COOLING;
  }

  /** Of several who ask at once, one gets it: the others find that the standing has changed. */
  private boolean claim(OfferKey offer, Cooling own, ProviderStanding provider, Instant now) {
    return (own.failures() == 0 || offers.replace(offer, own, own.trial(now, config.trial())))
        && (provider.cooling().failures() == 0
            || providers.replace(
                offer.provider(),
                provider,
                provider.with(provider.cooling().trial(now, config.trial()))));
  }

  /** A stream has begun. */
  public void measured(OfferKey offer, Duration ttft) {
    Instant now = clock.instant();
    offerPulses.compute(offer, (key, pulse) -> or(pulse, now).measured(ttft));
  }

  public void observed(OfferKey offer, Evidence evidence) {
    Instant now = clock.instant();
    Finding finding = evidence.finding();
    if (finding == Finding.ANSWERED) {
      answered(offer, now);
    } else if (finding.subject() == Subject.REQUEST || finding == Finding.BUDGET_TOO_SMALL) {
      offers.computeIfPresent(offer, (key, cooling) -> cooling.released(now));
      providers.computeIfPresent(
          offer.provider(), (id, standing) -> standing.with(standing.cooling().released(now)));
    } else {
      failed(offer, evidence, now);
    }
  }

  private void answered(OfferKey offer, Instant now) {
    if (!offers.isEmpty()) {
      offers.remove(offer);
    }
    if (!providers.isEmpty()) {
      providers.remove(offer.provider());
    }
    offerPulses.compute(offer, (key, pulse) -> or(pulse, now).answered(now));
    providerPulses.compute(offer.provider(), (id, pulse) -> or(pulse, now).answered(now));
  }

  private void failed(OfferKey offer, Evidence evidence, Instant now) {
    Duration asked = evidence.retryAfter().orElse(Duration.ZERO);
    boolean ofProvider = ofProvider(evidence.finding());
    // An outage is one failure, however often one looked whether it was over: what comes back is
    // used at once. What fails and answers in turn fails often.
    if (offers.getOrDefault(offer, Cooling.NONE).failures() == 0) {
      offerPulses.compute(offer, (key, pulse) -> or(pulse, now).failed(now));
      if (ofProvider) {
        providerPulses.compute(offer.provider(), (id, pulse) -> or(pulse, now).failed(now));
      }
    }
    offers.compute(
        offer,
        (key, before) -> (before == null ? Cooling.NONE : before).failed(now, asked, config));
    if (ofProvider) {
      providers.compute(
          offer.provider(),
          (key, before) ->
              (before == null ? ProviderStanding.GOOD : before)
                  .failed(offer, evidence.finding(), now, asked, config));
    }
  }

  private static Pulse or(Pulse pulse, Instant now) {
    return pulse == null ? Pulse.beginning(now) : pulse;
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
