package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Turns a request into the ordered choice of where to send it. */
public final class Routing {

  private final Providers providers;
  private final Policy policy;
  private final List<String> priority;
  private final Map<String, Double> weights;
  private final Map<String, List<String>> fallbacks;
  private final Blocklist blocklist;
  private final Aliases aliases;
  private final double cachedShare;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final Neighbours neighbours = new Neighbours();
  private volatile ModelNames latest;

  /**
   * @param clock tells whether a block is over, and which of an offer's prices holds
   * @param random numbers from 0 to 1, for the weighted policy
   */
  public Routing(
      Providers providers,
      RoutingConfig config,
      Aliases aliases,
      InstantSource clock,
      DoubleSupplier random) {
    this.providers = providers;
    this.aliases = aliases;
    this.policy = config.sort();
    this.priority = config.priority().orElse(List.of());
    this.weights = Map.copyOf(config.weights());
    this.fallbacks = Map.copyOf(config.fallbacks());
    this.blocklist = Blocklist.of(config.blocked(), clock);
    this.cachedShare = config.cachedShare();
    this.clock = clock;
    this.random = random;
  }

  /**
   * @param stale whether the snapshot is so old that its verdicts may not hold any more: then what
   *     it says to be unavailable is tried where nothing else is left
   * @param permit what the caller may use
   */
  public Route route(
      Snapshot snapshot,
      CompletionRequest request,
      Standings standings,
      boolean stale,
      Permit permit) {
    ModelNames names = names(snapshot);
    RequestPrice price = price(request);
    Admission admission = new Admission(request, providers, blocklist, price, permit);
    Preference preference =
        new Preference(request, standings, price, Reach.today(clock), priority, weights, random);
    Map<OfferKey, Candidate> first = new LinkedHashMap<>();
    Map<OfferKey, Candidate> later = new LinkedHashMap<>();
    List<LeftOut> leftOut = new ArrayList<>();
    boolean known = false;
    for (Asked asked : asked(request, names)) {
      List<Candidate> admitted = new ArrayList<>();
      Policy by = null;
      for (String model : asked.models()) {
        Optional<Wanted> found = names.find(model);
        if (found.isEmpty()) {
          continue;
        }
        known = true;
        Wanted wanted = found.get();
        by = by == null ? policy(request, wanted, asked) : by;
        for (OfferView offer : wanted.offers()) {
          Optional<LeftOut> refused = admission.refuse(offer, stale);
          if (refused.isPresent()) {
            leftOut.add(refused.get());
          } else {
            Provider provider = providers.find(offer.offer().provider()).orElseThrow();
            String upstream = wanted.upstreamModel(offer, provider);
            admitted.add(new Candidate(provider, offer, upstream, asked.substitute()));
          }
        }
      }
      if (by != null) {
        preference.sort(admitted, by);
      }
      for (Candidate candidate : admitted) {
        (ready(candidate, standings) ? first : later)
            .putIfAbsent(candidate.offer().key(), candidate);
      }
    }
    if (!known) {
      return names.unknown(request.model());
    }
    return order(request, first, later, leftOut, standings);
  }

  /** Models that are verified to answer and would take the request, the most like first. */
  public List<String> alternatives(
      Snapshot snapshot,
      CompletionRequest request,
      Standings standings,
      String model,
      Permit permit) {
    LocalDate today = Reach.today(clock);
    Admission admission = new Admission(request, providers, blocklist, price(request), permit);
    return neighbours.alternatives(
        snapshot,
        model,
        offer ->
            offer.state() == Availability.State.AVAILABLE
                && !Reach.retired(offer.offer(), today)
                && admission.suits(offer)
                && !standings.cooling(offer.key())
                && !standings.faltering(offer.key()));
  }

  private RequestPrice price(CompletionRequest request) {
    return new RequestPrice(request, clock.instant(), cachedShare);
  }

  /** Most requests see the same snapshot as the one before. */
  private ModelNames names(Snapshot snapshot) {
    ModelNames names = latest;
    if (names == null || !names.isOf(snapshot)) {
      names = new ModelNames(snapshot, providers, aliases);
      latest = names;
    }
    return names;
  }

  /** The model's own suffix says most precisely what is wanted. */
  private Policy policy(CompletionRequest request, Wanted wanted, Asked asked) {
    return wanted
        .suffix()
        .policy()
        .or(() -> Optional.ofNullable(request.preferences().sort()).map(Policy::of))
        .orElse(asked.policy() == null ? policy : asked.policy());
  }

  /**
   * Models among whose offers a policy decides.
   *
   * @param policy null for the configured one
   * @param substitute whether neither the caller nor an alias names them
   */
  private record Asked(List<String> models, Policy policy, boolean substitute) {}

  /** What is asked for, one after the other. */
  private List<Asked> asked(CompletionRequest request, ModelNames names) {
    List<Asked> all = new ArrayList<>();
    for (String model : models(request)) {
      boolean substitute = request.fallbackModels().isEmpty() && !model.equals(request.model());
      Aliases.Meaning meaning = names.meaning(model).orElse(null);
      if (meaning == null) {
        all.add(new Asked(List.of(model), null, substitute));
        continue;
      }
      switch (meaning.policy()) {
        case IN_ORDER ->
            meaning.models().forEach(one -> all.add(new Asked(List.of(one), null, substitute)));
        case CHEAPEST -> all.add(new Asked(meaning.models(), Policy.PRICE, substitute));
        case FASTEST -> all.add(new Asked(meaning.models(), Policy.LATENCY, substitute));
      }
    }
    return all;
  }

  private List<String> models(CompletionRequest request) {
    List<String> configured = fallbacks.getOrDefault(request.model(), List.of());
    if (!request.fallbackModels().isEmpty() || configured.isEmpty()) {
      return request.models();
    }
    List<String> models = new ArrayList<>(configured.size() + 1);
    models.add(request.model());
    models.addAll(configured);
    return models;
  }

  private static Route order(
      CompletionRequest request,
      Map<OfferKey, Candidate> first,
      Map<OfferKey, Candidate> later,
      List<LeftOut> leftOut,
      Standings standings) {
    if (first.isEmpty() && later.isEmpty()) {
      return new Route.NothingUsable(request.model(), leftOut);
    }
    boolean lastResort = first.isEmpty();
    List<Candidate> order = new ArrayList<>((lastResort ? later : first).values());
    if (!lastResort) {
      later
          .values()
          .forEach(
              candidate ->
                  leftOut.add(
                      new LeftOut(candidate.offer(), asleep(candidate.offer(), standings))));
    }
    boolean firstOnly =
        !request.preferences().allowFallbacks() && request.preferences().order().isEmpty();
    return new Route.Candidates(firstOnly ? order.subList(0, 1) : order, leftOut, lastResort);
  }

  private static boolean ready(Candidate candidate, Standings standings) {
    return switch (candidate.offer().state()) {
      case AVAILABLE, DEGRADED, UNKNOWN, UNPROBEABLE -> !standings.cooling(candidate.offer().key());
      case COLD, UNAVAILABLE -> false;
    };
  }

  private static LeftOut.Reason asleep(OfferView offer, Standings standings) {
    if (offer.state() == Availability.State.UNAVAILABLE) {
      return LeftOut.Reason.UNAVAILABLE;
    }
    return standings.cooling(offer.key()) ? LeftOut.Reason.COOLING : LeftOut.Reason.COLD;
  }
}
