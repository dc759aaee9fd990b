package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Modality;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the query of the list. Parameters it does not know are ignored, as OpenAI's API does; a
 * value it does not understand is an error that says what would be understood.
 */
public final class ModelQueryParser {

  private static final int MAX_TEXT = 200;

  /** Longer than any context. */
  private static final int MOST_CONTEXT = 1_000_000_000;

  private static final List<String> NAMES =
      List.of(
          "gateway",
          "provider",
          "view",
          "available",
          "q",
          "capability",
          "input",
          "output",
          "free",
          "max_price",
          "min_context",
          "sort",
          "offset",
          "limit");

  private static final Set<Capability> CAPABILITIES =
      EnumSet.complementOf(EnumSet.of(Capability.OTHER));
  private static final Set<Modality> MODALITIES = EnumSet.complementOf(EnumSet.of(Modality.OTHER));

  private final SortedSet<String> providers;
  private final View usual;

  /**
   * @param providers the ids of the providers that this gateway knows
   * @param usual what is shown to one who does not say what to show
   */
  public ModelQueryParser(SortedSet<String> providers, View usual) {
    this.providers = providers;
    this.usual = usual;
  }

  /**
   * @param parameters decoded values by name
   * @throws InvalidParameterException where a value is not understood
   */
  public ModelQuery parse(Map<String, List<String>> parameters) {
    Parameters given = new Parameters(parameters);
    given.requireText(NAMES);
    return new ModelQuery(
        provider(given),
        view(given),
        new Wish(
            terms(given.first("q")),
            named("capability", given, CAPABILITIES, Capability.class),
            named("input", given, MODALITIES, Modality.class),
            named("output", given, MODALITIES, Modality.class),
            given.flag("free"),
            given.usd("max_price"),
            given.count("min_context", 1, MOST_CONTEXT, null)),
        sort(given.word("sort")),
        given.count("offset", 0, 0),
        given.count("limit", 1, null));
  }

  /** {@code gateway} and {@code provider} are two names of one parameter. */
  private String provider(Parameters given) {
    String gateway = provider("gateway", given);
    String provider = provider("provider", given);
    if (gateway != null && provider != null && !gateway.equals(provider)) {
      throw new InvalidParameterException(
          "provider", "'gateway' and 'provider' mean the same and contradict each other.");
    }
    return provider == null ? gateway : provider;
  }

  private String provider(String parameter, Parameters given) {
    if (given.first(parameter) == null) {
      return null;
    }
    String id = given.word(parameter);
    if (id.equals("all")) {
      return null;
    }
    // The short name that some callers have for it.
    String known = id.equals("hug") ? "huggingface" : id;
    if (!providers.contains(known)) {
      throw new InvalidParameterException(
          parameter,
          "No such provider. Known providers: all, " + String.join(", ", providers) + ".");
    }
    return known;
  }

  /** Who asks for a provider, or for all of them by that word, asks for an inventory. */
  private View view(Parameters given) {
    Boolean available = given.flag("available");
    View asked = view(given.word("view"));
    View meant =
        available == null ? null : Boolean.TRUE.equals(available) ? View.VERIFIED : View.UNVERIFIED;
    if (asked != null && meant != null && asked != meant) {
      throw new InvalidParameterException("view", "'view' and 'available' contradict each other.");
    }
    if (asked != null || meant != null) {
      return asked == null ? meant : asked;
    }
    return given.first("gateway") == null && given.first("provider") == null ? usual : View.ALL;
  }

  private static View view(String word) {
    if (word.isEmpty()) {
      return null;
    }
    return Stream.of(View.values())
        .filter(view -> view.text().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "view",
                    "No such view. Known views: "
                        + Stream.of(View.values()).map(View::text).collect(Collectors.joining(", "))
                        + "."));
  }

  private static Sort sort(String word) {
    return word.isEmpty()
        ? null
        : Sort.of(word)
            .orElseThrow(
                () ->
                    new InvalidParameterException(
                        "sort",
                        "'sort' must be id, price, context or created, with a minus before it for the"
                            + " reverse."));
  }

  private static List<Term> terms(String text) {
    if (text == null) {
      return List.of();
    }
    if (text.length() > MAX_TEXT) {
      throw new InvalidParameterException(
          "q", "'q' must have at most " + MAX_TEXT + " characters.");
    }
    return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(term -> !term.isEmpty())
        .distinct()
        .sorted()
        .map(Term::of)
        .toList();
  }

  private static <E extends Enum<E>> Set<E> named(
      String parameter, Parameters given, Set<E> known, Class<E> type) {
    Set<E> wanted = EnumSet.noneOf(type);
    for (String word : given.words(parameter)) {
      wanted.add(
          known.stream()
              .filter(one -> text(one).equals(word))
              .findFirst()
              .orElseThrow(() -> unknown(parameter, known)));
    }
    return wanted;
  }

  private static InvalidParameterException unknown(String parameter, Set<? extends Enum<?>> known) {
    return new InvalidParameterException(
        parameter,
        "No such "
            + (parameter.equals("capability") ? "capability" : "modality")
            + ". Known values: "
            + known.stream().map(ModelQueryParser::text).collect(Collectors.joining(", "))
            + ".");
  }

  private static String text(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
