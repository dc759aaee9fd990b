package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What callers may write for a model: its canonical id in any case, a provider's own id, either of
 * them behind {@code provider/} or {@code provider:} or before {@code :provider}, and with a
 * routing suffix of HuggingFace or OpenRouter.
 *
 * <p>A name that says a provider of this gateway means that provider and no other, whatever else is
 * listed under the same letters: nobody's list takes away what a caller sends to one provider. So
 * {@code X:together} is Together's where Together is a provider here; HuggingFace's partner of that
 * name is {@code huggingface/X:together}. After that comes what is listed under exactly that name,
 * and last the suffixes: one that says what to go by, {@code :cheapest}, holds among all offers;
 * any other is for its owner alone. A provider is never guessed from the look of an id.
 *
 * <p>For one snapshot, and to be kept as long as that: it remembers what it found. Safe for any
 * number of threads.
 */
public final class ModelNames {

  /** Most requests ask for few models; what is beyond is found anew each time. */
  private static final int REMEMBERED = 1_000;

  private final Snapshot snapshot;
  private final Providers providers;
  private final Aliases aliases;
  private final Map<String, Optional<Wanted>> found = new ConcurrentHashMap<>();

  public ModelNames(Snapshot snapshot, Providers providers) {
    this(snapshot, providers, Aliases.NONE);
  }

  /**
   * @param aliases what the operator of this gateway calls models
   */
  public ModelNames(Snapshot snapshot, Providers providers, Aliases aliases) {
    this.snapshot = snapshot;
    this.providers = providers;
    this.aliases = aliases.and(snapshot.operatorNames());
  }

  /** All names of operators: this gateway's, and those that offers carry. */
  public Aliases aliases() {
    return aliases;
  }

  boolean isOf(Snapshot other) {
    return snapshot == other;
  }

  /** The offers that a name means, all of one model; empty where it means none. */
  public List<OfferView> offers(String asked) {
    return find(asked).map(Wanted::offers).orElse(List.of());
  }

  /** What an alias stands for; empty where the name is none. */
  public Optional<Aliases.Meaning> meaning(String asked) {
    return aliases == Aliases.NONE
        ? Optional.empty()
        : aliases
            .named(asked)
            .or(() -> find(asked).isPresent() ? Optional.empty() : aliases.fitting(asked));
  }

  /** What is told of a name that means no offer. */
  public Route.UnknownModel unknown(String asked) {
    return meaning(asked)
        .map(meaning -> new Route.UnknownModel(asked, null, meaning.models()))
        .orElseGet(() -> new Route.UnknownModel(asked, elsewhere(asked).orElse(null)));
  }

  Optional<Wanted> find(String asked) {
    Optional<Wanted> known = found.get(asked);
    if (known == null) {
      known = search(asked);
      if (known.isPresent() && found.size() < REMEMBERED) {
        found.put(asked, known);
      }
    }
    return known;
  }

  private Optional<Wanted> search(String asked) {
    return behindProvider(asked, '/')
        .or(() -> behindProvider(asked, ':'))
        .or(() -> beforeProvider(asked))
        .or(() -> whole(asked))
        .or(() -> suffixed(asked));
  }

  /** The model of a name that {@link #find} has nothing for, because of what stands around it. */
  Optional<Route.Elsewhere> elsewhere(String asked) {
    return elsewhere(asked, '/')
        .or(() -> elsewhere(asked, ':'))
        .or(
            () -> {
              int colon = asked.lastIndexOf(':');
              return colon <= 0
                  ? Optional.empty()
                  : model(asked.substring(0, colon))
                      .map(
                          model ->
                              elsewhere(
                                  provider(asked, colon + 1, asked.length()),
                                  asked.substring(colon),
                                  model));
            });
  }

  private Optional<Route.Elsewhere> elsewhere(String asked, char separator) {
    int end = asked.indexOf(separator);
    Provider provider = provider(asked, 0, end);
    if (provider == null) {
      return Optional.empty();
    }
    String rest = asked.substring(end + 1);
    int colon = rest.lastIndexOf(':');
    return model(rest)
        .map(model -> elsewhere(provider, "", model))
        .or(
            () ->
                colon <= 0
                    ? Optional.empty()
                    : model(rest.substring(0, colon))
                        .map(model -> elsewhere(provider, rest.substring(colon), model)));
  }

  private Route.Elsewhere elsewhere(Provider provider, String suffix, ModelEntry model) {
    List<String> offering =
        model.offers().stream().map(view -> view.offer().provider()).distinct().toList();
    return new Route.Elsewhere(
        provider == null ? "" : provider.id(),
        provider != null && provider.configured(),
        suffix,
        model.id(),
        offering,
        offering.stream()
            .flatMap(id -> providers.find(id).stream())
            .filter(
                one -> provider != null && Suffix.of(suffix, providers.dialects()).isOwnedBy(one))
            .map(one -> one.id() + "/" + model.id() + suffix)
            .findFirst()
            .orElse(""));
  }

  private Optional<ModelEntry> model(String name) {
    return whole(name).flatMap(wanted -> snapshot.model(wanted.model()));
  }

  private Optional<Wanted> behindProvider(String asked, char separator) {
    int end = asked.indexOf(separator);
    Provider provider = provider(asked, 0, end);
    return provider == null ? Optional.empty() : at(provider, asked.substring(end + 1));
  }

  private Optional<Wanted> beforeProvider(String asked) {
    int colon = asked.lastIndexOf(':');
    Provider provider = provider(asked, colon + 1, colon < 0 ? 0 : asked.length());
    return provider == null ? Optional.empty() : at(provider, asked.substring(0, colon));
  }

  /** A provider of this gateway whose id stands there, in any case; null where none does. */
  private Provider provider(String asked, int from, int to) {
    int length = to - from;
    if (length > 0 && length < asked.length()) {
      for (Provider provider : providers.all()) {
        String id = provider.id();
        if (id.length() == length && asked.regionMatches(true, from, id, 0, length)) {
          return provider;
        }
      }
    }
    return null;
  }

  /** What a provider offers by a name, or by one with a suffix that it understands. */
  private Optional<Wanted> at(Provider provider, String name) {
    List<OfferView> offers = offersAt(provider, name);
    if (!offers.isEmpty()) {
      return Optional.of(new Wanted(offers));
    }
    int colon = name.lastIndexOf(':');
    if (colon <= 0 || colon == name.length() - 1) {
      return Optional.empty();
    }
    List<OfferView> base = offersAt(provider, name.substring(0, colon));
    if (base.isEmpty()) {
      return Optional.empty();
    }
    if (provider == provider(name, colon + 1, name.length())) {
      return Optional.of(new Wanted(base));
    }
    Suffix suffix = Suffix.of(name.substring(colon), providers.dialects());
    return suffix.policy().isPresent() || suffix.isOwnedBy(provider)
        ? Optional.of(new Wanted(base, suffix))
        : Optional.empty();
  }

  private List<OfferView> offersAt(Provider provider, String name) {
    if (name.isEmpty()) {
      return List.of();
    }
    Optional<OfferView> own = snapshot.named(new OfferKey(provider.id(), name));
    return own.isPresent()
        ? List.of(own.get())
        : whole(name).map(wanted -> wanted.of(provider)).orElse(List.of());
  }

  private Optional<Wanted> whole(String asked) {
    return asked.isEmpty()
        ? Optional.empty()
        : snapshot.model(asked).map(model -> new Wanted(model.offers())).or(() -> ownId(asked));
  }

  /**
   * A provider's own id means the model, of which other offers serve as well; but who names a
   * variant, {@code :free}, does not want to be sent to one that costs.
   */
  private Optional<Wanted> ownId(String asked) {
    for (Provider provider : providers.all()) {
      Optional<OfferView> offer = snapshot.named(new OfferKey(provider.id(), asked));
      if (offer.isPresent() && asked.indexOf(':') > 0) {
        return Optional.of(new Wanted(List.of(offer.get())));
      }
      if (offer.isPresent()) {
        return snapshot.model(offer.get().offer().model()).map(model -> new Wanted(model.offers()));
      }
    }
    return Optional.empty();
  }

  private Optional<Wanted> suffixed(String asked) {
    int colon = asked.lastIndexOf(':');
    if (colon <= 0
        || colon == asked.length() - 1
        || isAsked(provider(asked, colon + 1, asked.length()))) {
      return Optional.empty();
    }
    Suffix suffix = Suffix.of(asked.substring(colon), providers.dialects());
    return whole(asked.substring(0, colon)).flatMap(wanted -> suffixed(wanted, suffix));
  }

  /**
   * Whether a provider that a name ends with is the one that is meant. Where there is no key for
   * it, the name can only be HuggingFace's for its partner, which is the same company.
   */
  private static boolean isAsked(Provider provider) {
    return provider != null && provider.configured();
  }

  private Optional<Wanted> suffixed(Wanted wanted, Suffix suffix) {
    List<OfferView> theirs =
        suffix.policy().isPresent()
            ? wanted.offers()
            : wanted.offers().stream()
                .filter(
                    view ->
                        providers
                            .find(view.offer().provider())
                            .filter(suffix::isOwnedBy)
                            .isPresent())
                .toList();
    return theirs.isEmpty() ? Optional.empty() : Optional.of(new Wanted(theirs, suffix));
  }
}
