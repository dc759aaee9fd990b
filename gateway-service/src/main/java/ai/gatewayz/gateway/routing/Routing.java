package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.time.InstantSource;
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
  private final DoubleSupplier random;
  private volatile ModelNames latest;

  /**
   * @param clock tells whether a block is over
   * @param random numbers from 0 to 1, for the weighted policy
   */
  public Routing(
      Providers providers, RoutingConfig config, InstantSource clock, DoubleSupplier random) {
    this.providers = providers;
    this.policy = config.sort();
    this.priority = config.priority().orElse(List.of());
    this.weights = Map.copyOf(config.weights());
    this.fallbacks = Map.copyOf(config.fallbacks());
    this.blocklist = Blocklist.of(config.blocked(), clock);
    this.random = random;
  }

  /**
   * @param stale whether the snapshot is so old that its verdicts may not hold any more: then what
   *     it says to be unavailable is tried where nothing else is left
   */
  public Route route(
      Snapshot snapshot, CompletionRequest request, Standings standings, boolean stale) {
    ModelNames names = names(snapshot);
    Admission admission = new Admission(request, providers, blocklist);
    Preference preference = new Preference(request, standings, priority, weights, random);
    Map<OfferKey, Candidate> first = new LinkedHashMap<>();
    Map<OfferKey, Candidate> later = new LinkedHashMap<>();
    List<LeftOut> leftOut = new ArrayList<>();
    boolean known = false;
    for (String model : models(request)) {
      Optional<Wanted> found = names.find(model);
      if (found.isEmpty()) {
        continue;
      }
      known = true;
      Wanted wanted = found.get();
      boolean substitute = request.fallbackModels().isEmpty() && !model.equals(request.model());
      List<Candidate> admitted = new ArrayList<>();
      for (OfferView offer : wanted.offers()) {
        Optional<LeftOut> refused = admission.refuse(offer, stale);
        if (refused.isPresent()) {
          leftOut.add(refused.get());
        } else {
          Provider provider = providers.find(offer.offer().provider()).orElseThrow();
          admitted.add(
              new Candidate(provider, offer, wanted.upstreamModel(offer, provider), substitute));
        }
      }
      preference.sort(admitted, policy(request, wanted));
      for (Candidate candidate : admitted) {
        (ready(candidate, standings) ? first : later)
            .putIfAbsent(candidate.offer().key(), candidate);
      }
    }
    if (!known) {
      return new Route.UnknownModel(request.model(), names.elsewhere(request.model()).orElse(null));
    }
    return order(request, first, later, leftOut, standings);
  }

  /** Models that are verified to answer and would take the request, the most like first. */
  public List<String> alternatives(
      Snapshot snapshot, CompletionRequest request, Standings standings, String model) {
    Admission admission = new Admission(request, providers, blocklist);
    return Suggestions.alternatives(
        snapshot,
        model,
        offer ->
            offer.state() == Availability.State.AVAILABLE
                && admission.suits(offer)
                && !standings.cooling(offer.key())
                && !standings.faltering(offer.key()));
  }

  /** Most requests see the same snapshot as the one before. */
  private ModelNames names(Snapshot snapshot) {
    ModelNames names = latest;
    if (names == null || !names.isOf(snapshot)) {
      names = new ModelNames(snapshot, providers);
      latest = names;
    }
    return names;
  }

  /** The model's own suffix says most precisely what is wanted. */
  private Policy policy(CompletionRequest request, Wanted wanted) {
    return wanted
        .suffix()
        .policy()
        .or(() -> Optional.ofNullable(request.preferences().sort()).map(Policy::of))
        .orElse(policy);
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
