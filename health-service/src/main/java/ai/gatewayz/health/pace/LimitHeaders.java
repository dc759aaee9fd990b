package ai.gatewayz.health.pace;

import ai.gatewayz.providers.limits.LimitWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** What a provider's headers say of what is left of our limit with it. */
public final class LimitHeaders {

  /** Left for live traffic. */
  private static final long SPARE = 2;

  private static final Duration UNSAID = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private LimitHeaders() {}

  /**
   * How long to leave the provider alone because hardly anything is left; empty where there is
   * enough, or nothing is said.
   *
   * @param headers looks a header up by its lower-case name; null where absent
   */
  public static Optional<Duration> rest(Function<String, String> headers, Instant now) {
    if (LimitWindow.exceeded(headers)) {
      return Optional.of(UNSAID);
    }
    return LimitWindow.all(headers, now).stream()
        .filter(window -> window.remaining().isPresent())
        .filter(window -> window.remaining().getAsDouble() < SPARE)
        .map(window -> window.reset().orElse(UNSAID))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
        .max(Comparator.naturalOrder());
  }
}
