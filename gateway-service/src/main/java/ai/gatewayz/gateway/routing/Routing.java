package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.ProviderPreferences;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a request into the ordered choice of where to send it. */
public final class Routing {

  private final Providers providers;
  private final ProviderPreferences.Sort sort;
  private final Map<String, List<String>> fallbacks;

  /**
   * @param sort what decides where a request does not say
   * @param fallbacks models to try after a model, for requests that name none
   */
  public Routing(
      Providers providers, ProviderPreferences.Sort sort, Map<String, List<String>> fallbacks) {
    this.providers = providers;
    this.sort = sort;
    this.fallbacks = Map.copyOf(fallbacks);
  }

  public Route route(Snapshot snapshot, CompletionRequest request, Standings standings) {
    ModelNames names = new ModelNames(snapshot, providers);
    Admission admission = new Admission(request, providers);
    Comparator<Candidate> preference = Preference.of(request.preferences(), sort);
    Map<OfferView, Candidate> first = new LinkedHashMap<>();
    Map<OfferView, Candidate> later = new LinkedHashMap<>();
    List<LeftOut> leftOut = new ArrayList<>();
    boolean known = false;
    for (String model : models(request)) {
      Optional<Wanted> wanted = names.find(model);
      if (wanted.isEmpty()) {
        continue;
      }
      known = true;
      List<Candidate> admitted = new ArrayList<>();
      for (OfferView offer : wanted.get().offers()) {
        Optional<LeftOut.Reason> reason = admission.refuse(offer);
        if (reason.isPresent()) {
          leftOut.add(new LeftOut(offer, reason.get()));
        } else {
          admitted.add(new Candidate(provider(offer), offer, wanted.get().upstreamModel(offer)));
        }
      }
      admitted.sort(preference);
      for (Candidate candidate : admitted) {
        (ready(candidate, standings) ? first : later).putIfAbsent(candidate.offer(), candidate);
      }
    }
    if (!known) {
      return new Route.UnknownModel(request.model());
    }
    return order(request, first, later, leftOut, standings);
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
      Map<OfferView, Candidate> first,
      Map<OfferView, Candidate> later,
      List<LeftOut> leftOut,
      Standings standings) {
    if (first.isEmpty() && later.isEmpty()) {
      return new Route.NothingUsable(request.model(), leftOut);
    }
    boolean lastResort = first.isEmpty();
    List<Candidate> order = new ArrayList<>((lastResort ? later : first).values());
    if (!lastResort) {
      later.keySet().forEach(offer -> leftOut.add(new LeftOut(offer, asleep(offer, standings))));
    }
    boolean firstOnly =
        !request.preferences().allowFallbacks() && request.preferences().order().isEmpty();
    return new Route.Candidates(firstOnly ? order.subList(0, 1) : order, leftOut, lastResort);
  }

  private static boolean ready(Candidate candidate, Standings standings) {
    return candidate.offer().state() != Availability.State.COLD
        && !standings.cooling(candidate.offer().key());
  }

  private static LeftOut.Reason asleep(OfferView offer, Standings standings) {
    return standings.cooling(offer.key()) ? LeftOut.Reason.COOLING : LeftOut.Reason.COLD;
  }

  private Provider provider(OfferView offer) {
    return providers.find(offer.offer().provider()).orElseThrow();
  }
}
