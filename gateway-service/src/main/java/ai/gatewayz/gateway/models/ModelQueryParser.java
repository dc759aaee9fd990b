package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
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

  /** More than any catalog holds: it only keeps sums of offset and limit in range. */
  private static final int MAX_COUNT = 1_000_000;

  private static final int MAX_TEXT = 200;

  private static final List<String> NAMES =
      List.of("gateway", "provider", "available", "q", "capability", "offset", "limit");

  private final SortedSet<String> providers;

  /**
   * @param providers the ids of the providers that this gateway knows
   */
  public ModelQueryParser(SortedSet<String> providers) {
    this.providers = providers;
  }

  /**
   * @param parameters decoded values by name
   * @throws InvalidParameterException where a value is not understood
   */
  public ModelQuery parse(Map<String, List<String>> parameters) {
    NAMES.forEach(name -> requireText(name, parameters.getOrDefault(name, List.of())));
    return new ModelQuery(
        provider(parameters),
        available(first(parameters, "available")),
        terms(first(parameters, "q")),
        capabilities(parameters.getOrDefault("capability", List.of())),
        count("offset", first(parameters, "offset"), 0, 0),
        count("limit", first(parameters, "limit"), 1, null));
  }

  /** {@code gateway} and {@code provider} are two names of one parameter. */
  private String provider(Map<String, List<String>> parameters) {
    String gateway = provider("gateway", first(parameters, "gateway"));
    String provider = provider("provider", first(parameters, "provider"));
    if (gateway != null && provider != null && !gateway.equals(provider)) {
      throw new InvalidParameterException(
          "provider", "'gateway' and 'provider' mean the same and contradict each other.");
    }
    return provider == null ? gateway : provider;
  }

  private String provider(String parameter, String text) {
    if (text == null) {
      return null;
    }
    String id = text.strip().toLowerCase(Locale.ROOT);
    if (id.equals("all")) {
      return null;
    }
    // The short name that some callers have for it.
    String known = id.equals("hug") ? "huggingface" : id;
    if (!providers.contains(known)) {
      throw new InvalidParameterException(
          parameter,
          "There is no such provider. Known are: all, " + String.join(", ", providers) + ".");
    }
    return known;
  }

  private static Boolean available(String text) {
    return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
      case "" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidParameterException("available", "'available' is true or false.");
    };
  }

  private static List<String> terms(String text) {
    if (text == null) {
      return List.of();
    }
    if (text.length() > MAX_TEXT) {
      throw new InvalidParameterException("q", "'q' may have " + MAX_TEXT + " characters at most.");
    }
    return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(term -> !term.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static Set<Capability> capabilities(List<String> texts) {
    Set<Capability> wanted = EnumSet.noneOf(Capability.class);
    texts.stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .forEach(name -> wanted.add(capability(name)));
    return wanted;
  }

  private static Capability capability(String name) {
    return Stream.of(Capability.values())
        .filter(capability -> capability != Capability.OTHER)
        .filter(capability -> text(capability).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "capability",
                    "There is no such capability. Known are: "
                        + Stream.of(Capability.values())
                            .filter(capability -> capability != Capability.OTHER)
                            .map(ModelQueryParser::text)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static String text(Capability capability) {
    return capability.name().toLowerCase(Locale.ROOT);
  }

  private static Integer count(String parameter, String text, int least, Integer absent) {
    if (text == null || text.isBlank()) {
      return absent;
    }
    try {
      int count = Integer.parseInt(text.strip());
      if (count >= least && count <= MAX_COUNT) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new InvalidParameterException(
        parameter,
        "'" + parameter + "' is a whole number from " + least + " to " + MAX_COUNT + ".");
  }

  private static void requireText(String name, List<String> values) {
    for (String value : values) {
      if (value.chars().anyMatch(ModelQueryParser::isControl)) {
        throw new InvalidParameterException(name, "'" + name + "' has control characters.");
      }
    }
  }

  /** Tabs and line ends come along with what is pasted. */
  private static boolean isControl(int letter) {
    return Character.isISOControl(letter) && "\t\r\n".indexOf(letter) < 0;
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }
}
