package ai.gatewayz.providers.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One limit as the headers of an answer describe it.
 *
 * @param remaining requests or tokens that are left; empty where not told
 * @param reset until there is more again, at most a day; empty where not told
 */
public record LimitWindow(OptionalDouble remaining, Optional<Duration> reset) {

  private static final List<String> PLAIN = List.of("x-ratelimit-", "ratelimit-");
  private static final List<String> KINDS = List.of("requests", "tokens");
  private static final List<String> SPANS = List.of("", "-minute", "-hour", "-day");
  private static final String ANTHROPIC = "anthropic-ratelimit-";
  private static final List<String> ANTHROPIC_KINDS =
      List.of("requests", "tokens", "input-tokens", "output-tokens");

  public boolean spent() {
    return remaining.isPresent() && remaining.getAsDouble() < 1;
  }

  /** Of a limit without a name: {@code x-ratelimit-remaining} and {@code x-ratelimit-reset}. */
  static List<LimitWindow> unnamed(Function<String, String> headers, Instant now) {
    List<LimitWindow> windows = new ArrayList<>();
    for (String prefix : PLAIN) {
      add(windows, headers, prefix + "remaining", prefix + "reset", now);
    }
    return windows;
  }

  /** Of limits of one kind each, by requests, tokens and the spans that they are counted over. */
  static List<LimitWindow> named(Function<String, String> headers, Instant now) {
    List<LimitWindow> windows =
        new ArrayList<>(
            RateLimitField.read(headers.apply("ratelimit"), headers.apply("ratelimit-policy")));
    for (String kind : KINDS) {
      for (String span : SPANS) {
        String name = kind + span;
        add(windows, headers, "x-ratelimit-remaining-" + name, "x-ratelimit-reset-" + name, now);
      }
    }
    for (String kind : ANTHROPIC_KINDS) {
      String name = ANTHROPIC + kind;
      add(windows, headers, name + "-remaining", name + "-reset", now);
    }
    return windows;
  }

  /**
   * Everything that the headers tell.
   *
   * @param headers looks a header up by its lower-case name; null where absent
   */
  public static List<LimitWindow> all(Function<String, String> headers, Instant now) {
    List<LimitWindow> windows = unnamed(headers, now);
    windows.addAll(named(headers, now));
    return windows;
  }

  private static void add(
      List<LimitWindow> windows,
      Function<String, String> headers,
      String remaining,
      String reset,
      Instant now) {
    Optional<Double> left = TimeText.number(headers.apply(remaining));
    Optional<Duration> wait = TimeText.until(headers.apply(reset), now);
    if (left.isPresent() || wait.isPresent()) {
      windows.add(
          new LimitWindow(left.map(OptionalDouble::of).orElseGet(OptionalDouble::empty), wait));
    }
  }
}
