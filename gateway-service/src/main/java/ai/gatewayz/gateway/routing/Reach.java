package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which offers can be called through this gateway on a day, whatever the request may be: what the
 * list shows, and what is named to one whose model cannot be had. Immutable.
 */
public final class Reach {

  private final Set<String> configured;
  private final Blocklist blocklist;
  private final LocalDate day;

  private Reach(Set<String> configured, Blocklist blocklist, LocalDate day) {
    this.configured = configured;
    this.blocklist = blocklist;
    this.day = day;
  }

  /** What stands in the way, the one that is hardest to remove first. */
  public enum Obstacle {
    /** there is no key for its provider, or it is switched off */
    UNCONFIGURED,
    /** an operator does not want it to be used */
    BLOCKED,
    /** only on a deployment of one's own */
    NOT_SERVERLESS,
    /** it is for requests that this gateway does not take, such as pictures to be made */
    NOT_SERVED,
    /** its provider has withdrawn it, as was announced */
    RETIRED,
    /** the verdict says that it does not answer */
    UNAVAILABLE;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  /** As things stand today. */
  public static Reach of(Providers providers, RoutingConfig config, InstantSource clock) {
    return new Reach(
        providers.all().stream()
            .filter(Provider::configured)
            .map(Provider::id)
            .collect(Collectors.toUnmodifiableSet()),
        Blocklist.of(config.blocked(), clock),
        today(clock));
  }

  /** Where no operator blocks anything. */
  public static Reach of(Set<String> configured, LocalDate day) {
    return new Reach(Set.copyOf(configured), Blocklist.of(Map.of(), InstantSource.system()), day);
  }

  /** The same on another day; this one where it is the same day. */
  public Reach on(LocalDate other) {
    return other.equals(day) ? this : new Reach(configured, blocklist, other);
  }

  /** The day in UTC, which is what providers and operators mean. */
  public static LocalDate today(InstantSource clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** What keeps an offer from being called; empty where nothing is known to. */
  public Optional<Obstacle> obstacle(OfferView view) {
    Offer offer = view.offer();
    if (!configured(offer.provider())) {
      return Optional.of(Obstacle.UNCONFIGURED);
    }
    if (blocklist.on(offer, day).isPresent()) {
      return Optional.of(Obstacle.BLOCKED);
    }
    if (Boolean.FALSE.equals(offer.serverless())) {
      return Optional.of(Obstacle.NOT_SERVERLESS);
    }
    if (!Ability.served(view)) {
      return Optional.of(Obstacle.NOT_SERVED);
    }
    if (retired(offer)) {
      return Optional.of(Obstacle.RETIRED);
    }
    return view.state() == Availability.State.UNAVAILABLE
        ? Optional.of(Obstacle.UNAVAILABLE)
        : Optional.empty();
  }

  public boolean callable(OfferView view) {
    return obstacle(view).isEmpty();
  }

  /** Whether there is a key for a provider. */
  public boolean configured(String provider) {
    return configured.contains(provider);
  }

  /** Whether its provider has withdrawn it on a day, as was announced; on the last day not yet. */
  static boolean retired(Offer offer, LocalDate day) {
    return offer.deprecation() != null && day.isAfter(offer.deprecation());
  }

  /** On the day that was announced it may still answer. */
  public boolean retired(Offer offer) {
    return retired(offer, day);
  }
}
