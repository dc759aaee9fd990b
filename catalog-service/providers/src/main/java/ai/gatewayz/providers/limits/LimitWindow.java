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

  /** Where the headers of one limit are. */
  private record Names(String remaining, String reset) {}

  private static final List<Names> UNNAMED =
      List.of(
          new Names("x-ratelimit-remaining", "x-ratelimit-reset"),
          new Names("ratelimit-remaining", "ratelimit-reset"));

  private static final List<Names> NAMED = names();

  public boolean spent() {
    return remaining.isPresent() && remaining.getAsDouble() < 1;
  }

  private static List<Names> names() {
    List<Names> names = new ArrayList<>();
    for (String kind : List.of("requests", "tokens")) {
      for (String span : List.of("", "-minute", "-hour", "-day")) {
        names.add(
            new Names("x-ratelimit-remaining-" + kind + span, "x-ratelimit-reset-" + kind + span));
      }
    }
    for (String kind : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
      String limit = "anthropic-ratelimit-" + kind;
      names.add(new Names(limit + "-remaining", limit + "-reset"));
    }
    return List.copyOf(names);
  }

  /** Of a limit without a name: {@code x-ratelimit-remaining} and {@code x-ratelimit-reset}. */
  static List<LimitWindow> unnamed(Function<String, String> headers, Instant now) {
    List<LimitWindow> windows = new ArrayList<>();
    add(windows, UNNAMED, headers, now);
    return windows;
  }

  /** Of limits of one kind each, by requests, tokens and the spans that they are counted over. */
  static List<LimitWindow> named(Function<String, String> headers, Instant now) {
    List<LimitWindow> windows =
        new ArrayList<>(
            RateLimitField.read(headers.apply("ratelimit"), headers.apply("ratelimit-policy")));
    add(windows, NAMED, headers, now);
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

  /** Whether the headers say in so many words that we are over a limit. */
  public static boolean exceeded(Function<String, String> headers) {
    return "yes".equalsIgnoreCase(headers.apply("x-ratelimit-over-limit"));
  }

  private static void add(
      List<LimitWindow> windows,
      List<Names> limits,
      Function<String, String> headers,
      Instant now) {
    for (Names limit : limits) {
      Optional<Double> left = TimeText.number(headers.apply(limit.remaining()));
      Optional<Duration> wait = TimeText.until(headers.apply(limit.reset()), now);
      if (left.isPresent() || wait.isPresent()) {
        windows.add(
            new LimitWindow(left.map(OptionalDouble::of).orElseGet(OptionalDouble::empty), wait));
      }
    }
  }
}
