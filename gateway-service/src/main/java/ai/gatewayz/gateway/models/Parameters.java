package ai.gatewayz.gateway.models;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The parameters of a query, each with its say in the error where it is not understood. */
final class Parameters {

  /** More than any catalog holds: it only keeps sums of offset and limit in range. */
  static final int MAX_COUNT = 1_000_000;

  /** A price has no more digits, and none takes longer to read. */
  private static final int MAX_DIGITS = 20;

  private final Map<String, List<String>> values;

  /**
   * @param values decoded, by name
   */
  Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * @throws InvalidParameterException where one has control characters
   */
  void requireText(List<String> names) {
    for (String name : names) {
      for (String value : all(name)) {
        if (value.chars().anyMatch(Parameters::isControl)) {
          throw new InvalidParameterException(
              name, "'" + name + "' must not contain control characters.");
        }
      }
    }
  }

  /** Tabs and line ends come along with what is pasted. */
  private static boolean isControl(int letter) {
    return Character.isISOControl(letter) && "\t\r\n".indexOf(letter) < 0;
  }

  private List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Null where it is not given. */
  String first(String name) {
    List<String> given = all(name);
    return given.isEmpty() ? null : given.getFirst();
  }

  /** In lower case and without what stands around it; empty where it is not given. */
  String word(String name) {
    String text = first(name);
    return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
  }

  /** Of all that are given, the words between commas, in lower case. */
  Set<String> words(String name) {
    Set<String> words = new LinkedHashSet<>();
    all(name).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .forEach(words::add);
    return words;
  }

  /** Null where it is not given. */
  Boolean flag(String name) {
    return switch (word(name)) {
      case "" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidParameterException(name, "'" + name + "' must be true or false.");
    };
  }

  Integer count(String name, int least, Integer absent) {
    return count(name, least, MAX_COUNT, absent);
  }

  Integer count(String name, int least, int most, Integer absent) {
    String text = first(name);
    if (text == null || text.isBlank()) {
      return absent;
    }
    try {
      int count = Integer.parseInt(text.strip());
      if (count >= least && count <= most) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new InvalidParameterException(
        name, "'" + name + "' must be a whole number from " + least + " to " + most + ".");
  }

  /** Null where it is not given. */
  BigDecimal usd(String name) {
    String text = word(name);
    if (text.isEmpty()) {
      return null;
    }
    // Exponents make numbers of any size of a few letters.
    if (text.length() <= MAX_DIGITS && text.chars().allMatch(Parameters::isOfNumber)) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        // Said below, as for any other text.
      }
    }
    throw new InvalidParameterException(
        name, "'" + name + "' must be a number of USD per million tokens, such as 0.5.");
  }

  private static boolean isOfNumber(int letter) {
    return letter >= '0' && letter <= '9' || letter == '.';
  }
}
