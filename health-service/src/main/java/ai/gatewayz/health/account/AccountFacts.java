package ai.gatewayz.health.account;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of the providers themselves: our account at each, and whether all of a provider fails.
 * While there is trouble, probes go on slowly: with the wait that the provider names, or one that
 * doubles.
 */
@ApplicationScoped
public class AccountFacts {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * An outage passes by itself, and is to be seen to have passed soon: what is in use is looked at
   * within a minute, and that is one question after the other.
   */
  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(30);

  private static final int MOST_DOUBLINGS = 10;

  /** So many different offers fail in a row where the provider is down and not an offer. */
  private static final int OFFERS_OF_AN_OUTAGE = 5;

  /** One model that we may not use is that model's affair; two are the account's. */
  private static final int OFFERS_OF_A_PERMISSION = 2;

  private static final int MOST_NOTED = 64;

  /** Looking for others to ask goes over all offers: not for each one of many that are gone. */
  private static final Duration WITNESSES_APART = Duration.ofSeconds(1);

  private final AccountConfig config;
  private final InstantSource clock;
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();

  public AccountFacts(AccountConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param finding what is wrong
   * @param times how often in a row
   * @param until when to ask again
   */
  public record Trouble(Finding finding, int times, Instant since, Instant until) {}

  /** What was seen in a row at one provider; guarded by itself. */
  private static final class Standing {
    private Trouble trouble;
    private int looks;
    private Instant witnessed = Instant.EPOCH;
    private final Set<String> failing = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final Vanishing vanishing;
    private final List<Vanishing.Believed> believed = new ArrayList<>();

    private Standing(Vanishing vanishing) {
      this.vanishing = vanishing;
    }

    /** The provider talks to us again. */
    private void talks() {
      trouble = null;
      looks = 0;
      failing.clear();
      denied.clear();
    }
  }

  /**
   * An answer of the provider to a question of ours.
   *
   * @return whether the provider is back: it failed as a whole until now
   */
  public boolean observed(OfferKey offer, Finding finding, Optional<Duration> retryAfter) {
    return observed(offer, finding, retryAfter, Source.PROBE);
  }

  /** The same; what callers meet does not put off when we ask again, if the provider does not. */
  boolean observed(OfferKey offer, Finding finding, Optional<Duration> retryAfter, Source source) {
    Standing standing = standing(offer);
    synchronized (standing) {
      boolean out =
          standing.trouble != null && standing.trouble.finding().subject() == Subject.MOMENT;
      if (finding == Finding.MODEL_GONE && standing.vanishing.doubtful()) {
        standing.trouble = next(standing, finding, retryAfter, source);
      } else if (finding.subject() == Subject.MODEL) {
        standing.talks();
        if (finding.alive() || finding == Finding.COLD) {
          standing.believed.addAll(standing.vanishing.answered(offer, clock.instant()));
        }
      } else if (isTheProviders(standing, offer, finding)) {
        standing.trouble = next(standing, finding, retryAfter, source);
      }
      return out && standing.trouble == null;
    }
  }

  /**
   * An offer that answered before is gone.
   *
   * @return false where that was seen before our account had its access back
   */
  boolean vanished(OfferKey offer, Observation told) {
    Standing standing = standing(offer);
    Observation seen = told.notAfter(clock.instant());
    synchronized (standing) {
      if (standing.vanishing.late(seen.at())) {
        return false;
      }
      standing.vanishing.gone(offer, seen);
    }
    observed(offer, Finding.MODEL_GONE, Optional.empty(), seen.source());
    return true;
  }

  /** Takes what waited for the end of a doubt and is believed now. */
  List<Vanishing.Believed> believed(String provider) {
    Standing standing = standings.get(provider);
    if (standing == null) {
      return List.of();
    }
    synchronized (standing) {
      List<Vanishing.Believed> taken = List.copyOf(standing.believed);
      standing.believed.clear();
      return taken;
    }
  }

  /** Whether a doubt of our account at the provider is no matter of a moment; says so once. */
  boolean doubtBeginsToLast(String provider) {
    Standing standing = standings.get(provider);
    if (standing == null) {
      return false;
    }
    synchronized (standing) {
      return standing.vanishing.beginsToLast(clock.instant());
    }
  }

  /**
   * Since when offers of the provider are gone in a row, where they are too many for its models.
   */
  Optional<Instant> doubtful(String provider) {
    Standing standing = standings.get(provider);
    if (standing == null) {
      return Optional.empty();
    }
    synchronized (standing) {
      return standing.vanishing.doubtful()
          ? Optional.of(standing.vanishing.since())
          : Optional.empty();
    }
  }

  /**
   * How many others are to be asked now that an offer is gone: as many as it takes until the
   * account is in doubt; none where they were asked for just now.
   */
  int witnesses(String provider) {
    Instant now = clock.instant();
    Standing standing = standings.get(provider);
    if (standing == null) {
      return 0;
    }
    synchronized (standing) {
      if (now.isBefore(standing.witnessed.plus(WITNESSES_APART))) {
        return 0;
      }
      standing.witnessed = now;
      return standing.vanishing.more();
    }
  }

  private Standing standing(OfferKey offer) {
    return standings.computeIfAbsent(
        offer.provider(), id -> new Standing(new Vanishing(config.goneInARow())));
  }

  private static boolean isTheProviders(Standing standing, OfferKey offer, Finding finding) {
    return switch (finding) {
      case KEY_REJECTED, CREDITS_EXHAUSTED, RATE_LIMITED -> true;
      case PERMISSION_DENIED -> noted(standing.denied, offer) >= OFFERS_OF_A_PERMISSION;
      case OVERLOADED, SERVER_ERROR, GARBLED, TIMED_OUT, UNREACHABLE ->
          noted(standing.failing, offer) >= OFFERS_OF_AN_OUTAGE;
      // Whether one model's licence or plan is meant does not matter to the others.
      case GATED,
          ANSWERED,
          BUDGET_TOO_SMALL,
          MODEL_GONE,
          NOT_SERVERLESS,
          WRONG_OPERATION,
          COLD,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          REQUEST_REFUSED ->
          false;
    };
  }

  private static int noted(Set<String> offers, OfferKey offer) {
    if (offers.size() < MOST_NOTED) {
      offers.add(offer.id());
    }
    return offers.size();
  }

  /** What is wrong now; empty where nothing is known to be. */
  public Optional<Trouble> trouble(String provider) {
    Standing standing = standings.get(provider);
    if (standing == null) {
      return Optional.empty();
    }
    synchronized (standing) {
      return Optional.ofNullable(standing.trouble);
    }
  }

  /** Whether all of the provider fails. */
  public boolean away(String provider) {
    return trouble(provider)
        .map(trouble -> trouble.finding().subject() == Subject.MOMENT)
        .orElse(false);
  }

  /** Whether to leave the provider alone for now. */
  public boolean paused(String provider) {
    return trouble(provider)
        .map(trouble -> clock.instant().isBefore(trouble.until()))
        .orElse(false);
  }

  private Trouble next(
      Standing standing, Finding finding, Optional<Duration> retryAfter, Source source) {
    Instant now = clock.instant();
    Trouble before = standing.trouble;
    standing.looks += source == Source.PROBE ? 1 : 0;
    int times = before == null ? 1 : before.times() + 1;
    Duration most = finding.subject() == Subject.MOMENT ? LONGEST_OUTAGE : LONGEST;
    Duration own =
        FIRST.multipliedBy(1L << Math.min(Math.max(0, standing.looks - 1), MOST_DOUBLINGS));
    Duration capped = own.compareTo(most) < 0 ? own : most;
    // Whether models are gone or our access is, the next answer shows: it is asked for at once.
    boolean atOnce = before == null ? finding.subject() == Subject.MODEL : source == Source.TRAFFIC;
    Duration unsaid = atOnce ? Duration.ZERO : capped;
    Instant until = now.plus(retryAfter.filter(wait -> !wait.isZero()).orElse(unsaid));
    // A wait that was longer already is not cut short.
    Instant longest = before != null && before.until().isAfter(until) ? before.until() : until;
    return new Trouble(finding, times, before == null ? now : before.since(), longest);
  }
}
