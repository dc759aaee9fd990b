package ai.gatewayz.providers.limits;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths and points of time as providers write them. What is none of the known forms is no time,
 * and a long text is not even looked at. No wait is longer than a day: that says "not today".
 */
final class TimeText {

  static final Duration LONGEST = Duration.ofHours(24);

  private static final int LONGEST_TEXT = 64;

  /** A number of seconds this large is a point in time, a larger one is one in milliseconds. */
  private static final double TIMESTAMP_SECONDS = 1e9;

  private static final double TIMESTAMP_MILLIS = 1e12;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,20})?");
  private static final Pattern PART =
      Pattern.compile("\\G(\\d{1,9}(?:\\.\\d{1,20})?)(ms|us|µs|ns|d|h|m|s)");

  /** The two older forms of an HTTP date; the first of three is Java's own. */
  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter ASCTIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("EEE MMM ")
          .padNext(2)
          .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE)
          .appendPattern(" HH:mm:ss yyyy")
          .toFormatter(Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private TimeText() {}

  /** Milliseconds. */
  static Optional<Duration> millis(String text) {
    return number(text).map(TimeText::ofMillis);
  }

  /** Seconds, a length such as {@code 6m0s}, or a point in time in any of the known forms. */
  static Optional<Duration> until(String text, Instant now) {
    if (text == null || text.length() > LONGEST_TEXT || text.isBlank()) {
      return Optional.empty();
    }
    String value = text.strip();
    return number(value)
        .map(number -> until(number, now))
        .or(() -> length(value))
        .or(() -> point(value, now).map(point -> between(now, point)));
  }

  /** Seconds, or a timestamp in seconds or milliseconds. */
  static Duration until(double number, Instant now) {
    if (number >= TIMESTAMP_MILLIS) {
      return between(now, Instant.ofEpochMilli((long) Math.min(number, TIMESTAMP_MILLIS * 1000)));
    }
    return number >= TIMESTAMP_SECONDS
        ? between(now, Instant.ofEpochMilli((long) (number * 1000)))
        : ofMillis(number * 1000);
  }

  static Optional<Double> number(String text) {
    if (text == null || text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    String value = text.strip();
    return NUMBER.matcher(value).matches()
        ? Optional.of(Double.parseDouble(value))
        : Optional.empty();
  }

  /** {@code 1h2m3s}, {@code 450ms}, {@code 2.5s}. */
  static Optional<Duration> length(String text) {
    Matcher part = PART.matcher(text);
    double millis = 0;
    int end = 0;
    while (part.find()) {
      millis += Double.parseDouble(part.group(1)) * millisOf(part.group(2));
      end = part.end();
    }
    return end > 0 && end == text.length() ? Optional.of(ofMillis(millis)) : Optional.empty();
  }

  private static double millisOf(String unit) {
    return switch (unit) {
      case "d" -> 86_400_000;
      case "h" -> 3_600_000;
      case "m" -> 60_000;
      case "s" -> 1000;
      case "ms" -> 1;
      default -> 0;
    };
  }

  private static Optional<Instant> point(String text, Instant now) {
    if (Character.isDigit(text.charAt(0))) {
      return read(() -> OffsetDateTime.parse(text).toInstant());
    }
    return read(() -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
        .or(() -> read(() -> century(ZonedDateTime.parse(afterDay(text), RFC_850), now)))
        .or(() -> read(() -> ZonedDateTime.parse(text, ASCTIME).toInstant()));
  }

  /** The day of the week would contradict a year of which the century is unknown. */
  private static String afterDay(String text) {
    return text.substring(text.indexOf(',') + 1).stripLeading();
  }

  /** Two digits of a year that seem to be more than 50 years ahead are of the century before. */
  private static Instant century(ZonedDateTime date, Instant now) {
    boolean before = date.getYear() > now.atZone(ZoneOffset.UTC).getYear() + 50;
    return (before ? date.minusYears(100) : date).toInstant();
  }

  private interface Reading {
    Instant read();
  }

  private static Optional<Instant> read(Reading reading) {
    try {
      return Optional.of(reading.read());
    } catch (DateTimeException notInThisForm) {
      return Optional.empty();
    }
  }

  private static Duration between(Instant now, Instant point) {
    return bounded(Duration.between(now, point));
  }

  static Duration ofMillis(double millis) {
    return Duration.ofMillis((long) Math.ceil(Math.min(millis, LONGEST.toMillis())));
  }

  static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
