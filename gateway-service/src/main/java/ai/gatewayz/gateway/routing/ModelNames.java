package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What callers may write for a model: its canonical id in any case, a provider's own id, either of
 * them behind {@code provider/} or {@code provider:} or before {@code :provider}, and with a
 * routing suffix of HuggingFace or OpenRouter. A suffix that says what to go by, {@code :cheapest},
 * holds among all offers; any other is for its owner alone. A provider is never guessed from the
 * look of an id.
 */
final class ModelNames {

  /** OpenRouter's modifiers; any other suffix is HuggingFace's: a policy or one of its partners. */
  private static final Set<String> OPENROUTER_SUFFIXES =
      Set.of("nitro", "floor", "online", "free", "extended", "thinking", "exacto");

  private static final Map<String, Policy> POLICIES =
      Map.of(
          "cheapest", Policy.PRICE,
          "fastest", Policy.THROUGHPUT,
          "floor", Policy.PRICE,
          "nitro", Policy.THROUGHPUT);

  private final Snapshot snapshot;
  private final Providers providers;

  ModelNames(Snapshot snapshot, Providers providers) {
    this.snapshot = snapshot;
    this.providers = providers;
  }

  Optional<Wanted> find(String asked) {
    return whole(asked)
        .or(() -> prefixed(asked, '/'))
        .or(() -> prefixed(asked, ':'))
        .or(() -> suffixed(asked));
  }

  private Optional<Wanted> whole(String asked) {
    return snapshot.model(asked).map(model -> new Wanted(model.offers())).or(() -> ownId(asked));
  }

  /**
   * A provider's own id means the model, of which other offers serve as well; but who names a
   * variant, {@code :free}, does not want to be sent to one that costs.
   */
  private Optional<Wanted> ownId(String asked) {
    for (Provider provider : providers.all()) {
      Optional<OfferView> offer = snapshot.offer(new OfferKey(provider.id(), asked));
      if (offer.isPresent() && asked.indexOf(':') > 0) {
        return Optional.of(new Wanted(List.of(offer.get())));
      }
      if (offer.isPresent()) {
        return snapshot.model(offer.get().offer().model()).map(model -> new Wanted(model.offers()));
      }
    }
    return Optional.empty();
  }

  private Optional<Wanted> prefixed(String asked, char separator) {
    int end = asked.indexOf(separator);
    if (end <= 0 || providers.find(asked.substring(0, end)).isEmpty()) {
      return Optional.empty();
    }
    String provider = asked.substring(0, end);
    String rest = asked.substring(end + 1);
    return at(provider, rest)
        .map(Wanted::new)
        .or(() -> suffixed(rest).flatMap(wanted -> only(provider, wanted)));
  }

  private Optional<List<OfferView>> at(String provider, String name) {
    return snapshot
        .offer(new OfferKey(provider, name))
        .map(List::of)
        .or(
            () ->
                snapshot
                    .model(name)
                    .map(
                        model ->
                            model.offers().stream()
                                .filter(view -> view.offer().provider().equals(provider))
                                .toList())
                    .filter(offers -> !offers.isEmpty()));
  }

  private static Optional<Wanted> only(String provider, Wanted wanted) {
    List<OfferView> offers =
        wanted.offers().stream().filter(view -> view.offer().provider().equals(provider)).toList();
    return offers.isEmpty() ? Optional.empty() : Optional.of(wanted.with(offers));
  }

  private Optional<Wanted> suffixed(String asked) {
    int start = asked.lastIndexOf(':');
    if (start <= 0 || start == asked.length() - 1) {
      return Optional.empty();
    }
    String suffix = asked.substring(start + 1);
    return whole(asked.substring(0, start)).flatMap(wanted -> suffixed(wanted, suffix));
  }

  private Optional<Wanted> suffixed(Wanted wanted, String suffix) {
    Dialect owner = OPENROUTER_SUFFIXES.contains(suffix) ? Dialect.OPENROUTER : Dialect.HUGGINGFACE;
    Optional<Policy> policy = Optional.ofNullable(POLICIES.get(suffix));
    List<OfferView> theirs =
        policy.isPresent()
            ? wanted.offers()
            : wanted.offers().stream().filter(view -> speaks(view, owner)).toList();
    return theirs.isEmpty()
        ? only(suffix, wanted)
        : Optional.of(new Wanted(theirs, ":" + suffix, owner, policy));
  }

  private boolean speaks(OfferView view, Dialect dialect) {
    return providers
        .find(view.offer().provider())
        .filter(provider -> provider.dialect() == dialect)
        .filter(Provider::configured)
        .isPresent();
  }
}
