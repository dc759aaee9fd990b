package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.request.CompletionRequest;
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

  public Routing(Providers providers) {
    this.providers = providers;
  }

  public Route route(Snapshot snapshot, CompletionRequest request, Standings standings) {
    ModelNames names = new ModelNames(snapshot, providers);
    Admission admission = new Admission(request, providers);
    Comparator<Candidate> preference = Preference.of(request.preferences());
    Map<OfferView, Candidate> first = new LinkedHashMap<>();
    Map<OfferView, Candidate> later = new LinkedHashMap<>();
    List<LeftOut> leftOut = new ArrayList<>();
    boolean known = false;
    for (String model : request.models()) {
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
