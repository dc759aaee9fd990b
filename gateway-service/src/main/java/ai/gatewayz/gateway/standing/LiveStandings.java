package ai.gatewayz.gateway.standing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.routing.Standings;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
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
  private final Map<String, Answering> answering = new ConcurrentHashMap<>();
  private final Pulses pulses = new Pulses();

  LiveStandings(InstantSource clock, StandingConfig config) {
    this.clock = clock;
    this.config = config;
  }

  @Override
  public boolean cooling(OfferKey offer) {
    return entry(offer) == Entry.COOLING;
  }

  @Override
  public boolean faltering(OfferKey offer) {
    return pulses.faltering(offer, clock.instant());
  }

  @Override
  public OptionalLong ttftMillis(OfferKey offer) {
    return pulses.ttftMillis(offer);
  }

  /** What an offer is to one who wants to try it. */
  public enum Entry {
    /** nothing speaks against it */
    FREE,
    /** it failed, its time is up, and nobody has looked yet whether it answers again */
    DUE,
    /** it failed a moment ago, or somebody is finding out */
    COOLING
  }

  /** What an offer is now, by its own failures and its provider's. */
  public Entry entry(OfferKey offer) {
    if (offers.isEmpty() && providers.isEmpty()) {
      return Entry.FREE;
    }
    Instant now = clock.instant();
    Cooling own = own(offer);
    Cooling provider = provider(offer.provider()).cooling();
    if (own.cooling(now) || provider.cooling(now)) {
      return Entry.COOLING;
    }
    return own.failing(now) || provider.failing(now) ? Entry.DUE : Entry.FREE;
  }

  /** Whether the offer itself has failed lately, and not answered since. */
  public boolean failing(OfferKey offer) {
    return !offers.isEmpty() && own(offer).failing(clock.instant());
  }

  /** Whether all of a provider fails. */
  public boolean away(String provider) {
    return provider(provider).cooling().failing(clock.instant());
  }

  /**
   * Takes the look at an offer that is {@link Entry#DUE}: until it has told how it went, or has had
   * time enough, the others are kept away. Of several who ask at once, one gets it: the others find
   * that the standing has changed.
   */
  public boolean claim(OfferKey offer) {
    Instant now = clock.instant();
    Cooling own = own(offer);
    ProviderStanding provider = provider(offer.provider());
    if (own.cooling(now) || provider.cooling().cooling(now)) {
      // Since the one who asks has looked, another has got it.
      return false;
    }
    return (own.failures() == 0 || offers.replace(offer, own, own.trial(now, config.trial())))
        && (provider.cooling().failures() == 0
            || providers.replace(
                offer.provider(),
                provider,
                provider.with(provider.cooling().trial(now, config.trial()))));
  }

  private Cooling own(OfferKey offer) {
    return offers.getOrDefault(offer, Cooling.NONE);
  }

  private ProviderStanding provider(String id) {
    return providers.getOrDefault(id, ProviderStanding.GOOD);
  }

  /** A stream has begun. */
  public void measured(OfferKey offer, Duration ttft) {
    pulses.measured(offer, ttft, clock.instant());
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
    String provider = offer.provider();
    if (!offers.isEmpty()) {
      offers.remove(offer);
    }
    if (!providers.isEmpty()) {
      ProviderStanding before = providers.remove(provider);
      if (before != null && before.cooling().failing(now)) {
        // All of it was away and is back: what failed along with it need not be looked at one by
        // one.
        offers
            .entrySet()
            .removeIf(one -> one.getKey().provider().equals(provider) && one.getValue().shared());
      }
    }
    if (!answering.getOrDefault(provider, Answering.NOBODY).knows(offer, now)) {
      answering.compute(
          provider,
          (id, before) -> (before == null ? Answering.NOBODY : before).answered(offer, now));
    }
    pulses.answered(offer, now);
  }

  private void failed(OfferKey offer, Evidence evidence, Instant now) {
    Duration asked = evidence.retryAfter().orElse(Duration.ZERO);
    boolean ofProvider = ofProvider(evidence.finding());
    boolean news = !own(offer).failing(now);
    // An outage is one failure, however often one looked whether it was over: what comes back is
    // used at once. What fails and answers in turn fails often.
    if (news) {
      pulses.failed(offer, ofProvider, now);
    }
    offers.compute(
        offer,
        (key, before) ->
            (before == null ? Cooling.NONE : before).failed(now, asked, ofProvider, config));
    if (ofProvider) {
      Answering others = answering.getOrDefault(offer.provider(), Answering.NOBODY);
      providers.compute(
          offer.provider(),
          (key, before) ->
              (before == null ? ProviderStanding.GOOD : before)
                  .failed(offer, evidence.finding(), news, now, asked, others, config));
    }
  }

  /** A provider takes no connection: none of its offers answers. */
  public void shut(String provider) {
    Instant now = clock.instant();
    providers.compute(
        provider,
        (key, before) ->
            (before == null ? ProviderStanding.GOOD : before).away(now, Duration.ZERO, config));
  }

  /** Lets go of what is of no weight any more. */
  public void forget() {
    if (!offers.isEmpty() || !providers.isEmpty()) {
      Instant now = clock.instant();
      offers.values().removeIf(cooling -> !cooling.failing(now));
      providers.values().removeIf(standing -> standing.over(now));
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
