package ai.gatewayz.providers.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Reading the fields of an entry, where any may be missing, null or of another type. */
public final class Fields {

  private static final int MAX_ID = 500;
  private static final int MAX_TEXT = 300;
  private static final long LATEST_SECOND = 4_102_444_800L; // 2100-01-01

  private Fields() {}

  /** The id byte-exact; empty where there is none that can be used as a key and in an address. */
  public static Optional<String> id(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    if (!value.isTextual()) {
      return Optional.empty();
    }
    String id = value.textValue();
    boolean usable =
        !id.isBlank()
            && id.length() <= MAX_ID
            && id.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalfACharacter(c));
    return usable ? Optional.of(id) : Optional.empty();
  }

  /** Text for people, without control characters and of bounded length; null where absent. */
  public static String text(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    if (!value.isTextual()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    value
        .textValue()
        .codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : isHalfACharacter(c) ? '\uFFFD' : c)
        .limit(MAX_TEXT)
        .forEach(text::appendCodePoint);
    return text.toString().isBlank() ? null : text.toString().strip();
  }

  /** Half of a surrogate pair can be escaped in JSON; PostgreSQL refuses it, and all beside it. */
  private static boolean isHalfACharacter(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** A count of tokens; null where absent, zero or not a number. */
  public static Integer tokens(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    BigDecimal number = decimal(value);
    if (number == null || number.signum() <= 0 || number.precision() - number.scale() > 10) {
      return null;
    }
    long tokens = number.longValue();
    return tokens > 0 && tokens <= Integer.MAX_VALUE ? (int) tokens : null;
  }

  public static boolean isTrue(JsonNode entry, String field) {
    return entry.path(field).asBoolean(false);
  }

  /** An instant given in seconds since 1970, or as ISO-8601; null where absent or absurd. */
  public static Instant instant(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    if (value.isNumber() && value.canConvertToLong()) {
      long seconds = value.longValue();
      return seconds > 0 && seconds < LATEST_SECOND ? Instant.ofEpochSecond(seconds) : null;
    }
    if (value.isTextual()) {
      try {
        Instant instant = Instant.parse(value.textValue());
        long seconds = instant.getEpochSecond();
        return seconds > 0 && seconds < LATEST_SECOND ? instant : null;
      } catch (DateTimeException e) {
        return null;
      }
    }
    return null;
  }

  /** A day as ISO-8601, a time of day after it is ignored; null where absent. */
  public static LocalDate day(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    if (!value.isTextual() || value.textValue().length() < 10) {
      return null;
    }
    try {
      return LocalDate.parse(value.textValue().substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A finite number; null where absent. */
  public static Double number(JsonNode entry, String field) {
    BigDecimal number = decimal(entry.path(field));
    return number == null ? null : number.doubleValue();
  }

  /**
   * An exact decimal from a number or from text; null where it is none, or of a size that no price
   * has (arithmetic on {@code 1e999999999} would never end).
   */
  static BigDecimal decimal(JsonNode value) {
    BigDecimal decimal;
    if (value.isNumber()) {
      decimal = value.decimalValue();
    } else if (value.isTextual() && value.textValue().length() <= 60) {
      try {
        decimal = new BigDecimal(value.textValue().strip());
      } catch (NumberFormatException e) {
        return null;
      }
    } else {
      return null;
    }
    return Math.abs((long) decimal.scale()) <= 60 && decimal.precision() <= 60 ? decimal : null;
  }
}
