package ai.gatewayz.health.evidence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a provider asks us to wait: the most precise hint wins. */
final class RetryHint {

  /** Longer waits say "not today"; nothing is planned further ahead. */
  static final Duration LONGEST = Duration.ofHours(24);

  private static final double TIMESTAMP_SECONDS = 1e9;
  private static final double TIMESTAMP_MILLIS = 1e12;
  private static final Pattern RATE_LIMIT_RESET = Pattern.compile("(?:^|[;,\\s])t=(\\d{1,9})");

  private RetryHint() {}

  static Optional<Duration> read(Function<String, String> headers, ErrorBody body, Instant now) {
    double bodySeconds = body.waitSeconds();
    return milliseconds(headers.apply("retry-after-ms"))
        .or(() -> milliseconds(headers.apply("x-ms-retry-after-ms")))
        .or(() -> secondsOrDate(headers.apply("retry-after"), now))
        .or(() -> bodySeconds < 0 ? Optional.empty() : bounded(bodySeconds))
        .or(() -> reset(headers.apply("x-ratelimit-reset"), now))
        .or(() -> reset(body.limitReset(), now))
        .or(() -> rateLimit(headers.apply("ratelimit")));
  }

  private static Optional<Duration> milliseconds(String value) {
    return number(value).flatMap(millis -> bounded(millis / 1000));
  }

  private static Optional<Duration> secondsOrDate(String value, Instant now) {
    return number(value)
        .flatMap(RetryHint::bounded)
        .or(() -> date(value).map(date -> bounded(Duration.between(now, date))));
  }

  /** Seconds at some providers, a timestamp in seconds or milliseconds at others. */
  private static Optional<Duration> reset(String value, Instant now) {
    return number(value)
        .flatMap(
            number -> {
              if (number >= TIMESTAMP_MILLIS) {
                return Optional.of(
                    bounded(Duration.between(now, Instant.ofEpochMilli(number.longValue()))));
              }
              if (number >= TIMESTAMP_SECONDS) {
                return Optional.of(
                    bounded(Duration.between(now, Instant.ofEpochSecond(number.longValue()))));
              }
              return bounded(number);
            });
  }

  private static Optional<Duration> rateLimit(String value) {
    if (value == null) {
      return Optional.empty();
    }
    Matcher matcher = RATE_LIMIT_RESET.matcher(value);
    return matcher.find() ? bounded(Double.parseDouble(matcher.group(1))) : Optional.empty();
  }

  private static Optional<Double> number(String value) {
    if (value == null || !value.strip().matches("\\d{1,15}(\\.\\d{1,9})?")) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(value.strip()));
  }

  private static Optional<Instant> date(String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> bounded(double seconds) {
    double capped = Math.min(seconds, LONGEST.toSeconds());
    return Optional.of(Duration.ofMillis(Math.round(capped * 1000)));
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
