package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.ProviderPreferences;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether an offer may be tried for a request at all. */
final class Admission {

  private final CompletionRequest request;
  private final List<Need> needs;
  private final Providers providers;
  private final Blocklist blocklist;
  private final RequestPrice price;
  private final Permit permit;

  Admission(
      CompletionRequest request,
      Providers providers,
      Blocklist blocklist,
      RequestPrice price,
      Permit permit) {
    this.request = request;
    this.needs = Need.of(request);
    this.providers = providers;
    this.blocklist = blocklist;
    this.price = price;
    this.permit = permit;
  }

  /**
   * Why not; empty where it may. What the request itself says comes first, so that what is left of
   * an offer's reasons is about one that the request wants.
   *
   * @param stale whether a verdict is too old to keep an offer out
   */
  Optional<LeftOut> refuse(OfferView view, boolean stale) {
    Offer offer = view.offer();
    if (!permit.allows(offer)) {
      return Optional.of(new LeftOut(view, LeftOut.Reason.NOT_ALLOWED));
    }
    Optional<Provider> provider = providers.find(offer.provider()).filter(Provider::configured);
    if (provider.isEmpty()) {
      return Optional.of(new LeftOut(view, LeftOut.Reason.UNCONFIGURED));
    }
    String unwanted = unwanted(provider.get());
    if (!unwanted.isEmpty()) {
      return Optional.of(LeftOut.by(unwanted, view, LeftOut.Reason.NOT_WANTED));
    }
    String promise = request.preferences().promise();
    if (!promise.isEmpty() && !provider.get().dialect().body().takesPreferences()) {
      return Optional.of(LeftOut.by(promise, view, LeftOut.Reason.NO_PROMISE));
    }
    Optional<LeftOut.Block> block = blocklist.on(offer);
    if (block.isPresent()) {
      return Optional.of(new LeftOut(view, LeftOut.Reason.BLOCKED, "", block.get()));
    }
    if (Boolean.FALSE.equals(offer.serverless())) {
      return Optional.of(new LeftOut(view, LeftOut.Reason.NOT_SERVERLESS));
    }
    if (!Ability.answers(offer, request.operation())) {
      return Optional.of(new LeftOut(view, LeftOut.Reason.MISSING_CAPABILITY));
    }
    if (request.spoken() != null
        && !request.spoken().only().isEmpty()
        && !Ability.speaks(provider.get(), view, request.spoken().caller().protocol())) {
      return Optional.of(
          LeftOut.by(request.spoken().only(), view, LeftOut.Reason.MISSING_CAPABILITY));
    }
    if (!stale) {
      for (Need need : needs) {
        if (view.refuted(need.capability())) {
          return Optional.of(LeftOut.by(need.field(), view, LeftOut.Reason.REFUTED_CAPABILITY));
        }
      }
    }
    if (request.preferences().requireParameters() && !takesParameters(view)) {
      return Optional.of(
          LeftOut.by("provider.require_parameters", view, LeftOut.Reason.MISSING_CAPABILITY));
    }
    if (!affordable(price.of(offer.price()))) {
      return Optional.of(LeftOut.by("provider.max_price", view, LeftOut.Reason.OVER_PRICE));
    }
    if (offer.contextTokens() != null && request.maxTokens() > offer.contextTokens()) {
      return Optional.of(new LeftOut(view, LeftOut.Reason.CONTEXT_TOO_SMALL));
    }
    return view.state() == Availability.State.UNAVAILABLE && !stale
        ? Optional.of(new LeftOut(view, LeftOut.Reason.UNAVAILABLE))
        : Optional.empty();
  }

  /** Whether it may be tried and is known to do all that the request asks. */
  boolean suits(OfferView view) {
    return refuse(view, false).isEmpty() && takesParameters(view);
  }

  /** The condition that excludes a provider; empty for none. */
  private String unwanted(Provider provider) {
    ProviderPreferences preferences = request.preferences();
    if (preferences.ignore().contains(provider.id())) {
      return "provider.ignore";
    }
    if (!preferences.only().isEmpty() && !names(preferences.only(), provider)) {
      return "provider.only";
    }
    return preferences.allowFallbacks()
            || preferences.order().isEmpty()
            || names(preferences.order(), provider)
        ? ""
        : "provider.order";
  }

  /** Names that are none of the gateway's providers are hosts of one that is sent them. */
  private boolean names(Collection<String> wanted, Provider provider) {
    return wanted.contains(provider.id())
        || provider.dialect().body().takesPreferences()
            && wanted.stream().anyMatch(name -> providers.find(name).isEmpty());
  }

  private boolean takesParameters(OfferView view) {
    for (Need need : needs) {
      if (need != Need.EMBEDDINGS && !view.can(need.capability())) {
        return false;
      }
    }
    return true;
  }

  private boolean affordable(Price asked) {
    BigDecimal prompt = request.preferences().maxPromptPrice();
    BigDecimal completion = request.preferences().maxCompletionPrice();
    if (prompt == null && completion == null) {
      return true;
    }
    return switch (asked) {
      case Price.Free ignored -> true;
      case Price.Variable ignored -> false;
      case Price.Unknown ignored -> false;
      case Price.PerToken usd ->
          (prompt == null || usd.input().compareTo(prompt) <= 0)
              && (completion == null || usd.output().compareTo(completion) <= 0);
    };
  }
}
