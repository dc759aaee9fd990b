package ai.gatewayz.health.pace;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a provider's headers say of what is left of our limit with it. */
public final class LimitHeaders {

  /** Left for live traffic. */
  private static final long SPARE = 2;

  private static final Duration UNSAID = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Pattern RATE_LIMIT = Pattern.compile("(?:^|[;,\\s])([rt])=(\\d{1,9})");

  private LimitHeaders() {}

  /**
   * How long to leave the provider alone because hardly anything is left; empty where there is
   * enough, or nothing is said.
   *
   * @param headers looks a header up by its lower-case name; null where absent
   */
  public static Optional<Duration> rest(Function<String, String> headers) {
    if ("yes".equalsIgnoreCase(headers.apply("x-ratelimit-over-limit"))) {
      return Optional.of(UNSAID);
    }
    for (String name : new String[] {"x-ratelimit-remaining-requests", "x-ratelimit-remaining"}) {
      long remaining = number(headers.apply(name));
      if (remaining >= 0 && remaining < SPARE) {
        long reset = number(headers.apply("x-ratelimit-reset"));
        return Optional.of(bounded(reset));
      }
    }
    return rateLimit(headers.apply("ratelimit"));
  }

  private static Optional<Duration> rateLimit(String value) {
    long remaining = -1;
    long reset = -1;
    Matcher part = RATE_LIMIT.matcher(value == null ? "" : value);
    while (part.find()) {
      if (part.group(1).equals("r")) {
        remaining = Long.parseLong(part.group(2));
      } else {
        reset = Long.parseLong(part.group(2));
      }
    }
    return remaining >= 0 && remaining < SPARE ? Optional.of(bounded(reset)) : Optional.empty();
  }

  /** A reset that is no number of seconds but a time of day says no more than "soon". */
  private static Duration bounded(long seconds) {
    return seconds < 0 || seconds > LONGEST.toSeconds() ? UNSAID : Duration.ofSeconds(seconds);
  }

  private static long number(String value) {
    return value != null && value.strip().matches("\\d{1,15}") ? Long.parseLong(value.strip()) : -1;
  }
}
