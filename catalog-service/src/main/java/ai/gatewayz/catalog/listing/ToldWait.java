package ai.gatewayz.catalog.listing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a provider asks us to wait, from the headers of its refusal; the most precise one
 * counts. Pure.
 */
final class ToldWait {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,13}(\\.\\d{1,9})?");
  private static final Pattern RESET = Pattern.compile("(?:^|[;,\\s])t=(\\d{1,9})");
  // A number of seconds this large is a point in time.
  private static final double TIMESTAMP = 1e9;

  private ToldWait() {}

  /**
   * @param header the value of a header by its name, null where absent
   */
  static Optional<Duration> from(Function<String, String> header, Instant now) {
    Stream<Supplier<Optional<Duration>>> sources =
        Stream.of(
            () -> number(header.apply("retry-after-ms")).map(ms -> millis(ms)),
            () -> number(header.apply("x-ms-retry-after-ms")).map(ms -> millis(ms)),
            () -> retryAfter(header.apply("retry-after"), now),
            () -> reset(header.apply("x-ratelimit-reset"), now),
            () -> rateLimit(header.apply("ratelimit")));
    return sources
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .findFirst();
  }

  private static Optional<Duration> retryAfter(String value, Instant now) {
    Optional<Duration> seconds = number(value).map(number -> millis(number * 1000));
    if (seconds.isPresent() || value == null) {
      return seconds;
    }
    try {
      Instant until =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, until));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> reset(String value, Instant now) {
    return number(value)
        .map(
            number -> {
              if (number < TIMESTAMP) {
                return millis(number * 1000);
              }
              boolean inMillis = number > TIMESTAMP * 1000;
              long at = (long) (inMillis ? number : number * 1000);
              return Duration.between(now, Instant.ofEpochMilli(at));
            });
  }

  /** {@code "api";r=0;t=55}: seconds until the window ends. */
  private static Optional<Duration> rateLimit(String value) {
    if (value == null) {
      return Optional.empty();
    }
    Matcher reset = RESET.matcher(value);
    return reset.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(reset.group(1))))
        : Optional.empty();
  }

  private static Optional<Double> number(String value) {
    return value != null && NUMBER.matcher(value.strip()).matches()
        ? Optional.of(Double.parseDouble(value.strip()))
        : Optional.empty();
  }

  private static Duration millis(double millis) {
    return Duration.ofMillis((long) Math.ceil(millis));
  }
}
