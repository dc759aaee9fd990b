package ai.gatewayz.providers.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a provider asks us to wait, by its headers or by the body of its error. The most precise
 * word counts: a wait in so many words first, then when a limit that is used up begins anew. Pure.
 */
public final class ToldWait {

  private ToldWait() {}

  /**
   * @param status of the answer, or what the body of a 200 says; 0 where neither
   * @param headers looks a header up by its lower-case name; null where absent
   * @param body the error as JSON, a text where it is none, a missing node where there is none
   * @return at least zero, at most a day; empty where nothing is told
   */
  public static Optional<Duration> read(
      int status, Function<String, String> headers, JsonNode body, Instant now) {
    Function<String, String> repeated = BodyWait.headers(body);
    return retryAfter(headers, now)
        .or(() -> BodyWait.member(body, now))
        .or(() -> repeated == null ? Optional.empty() : retryAfter(repeated, now))
        .or(() -> saysWhen(status) ? BodyWait.sentence(body) : Optional.empty())
        .or(() -> reset(status, headers, now))
        .or(() -> repeated == null ? Optional.empty() : reset(status, repeated, now));
  }

  private static Optional<Duration> retryAfter(Function<String, String> headers, Instant now) {
    return TimeText.millis(headers.apply("retry-after-ms"))
        .or(() -> TimeText.millis(headers.apply("x-ms-retry-after-ms")))
        .or(() -> TimeText.until(headers.apply("retry-after"), now));
  }

  /** Errors about the moment do not repeat what a caller wrote, so their sentences can be read. */
  private static boolean saysWhen(int status) {
    return status == 429 || status == 503 || status == 529 || status == 0;
  }

  private static Optional<Duration> reset(
      int status, Function<String, String> headers, Instant now) {
    return reset(status, LimitWindow.unnamed(headers, now))
        .or(() -> reset(status, LimitWindow.named(headers, now)));
  }

  /**
   * Of several limits those that are used up count, and all of them must begin anew: the longest.
   * Where none is known to be used up, the shortest: what is left refills all the time, so a second
   * refusal is the worst, whereas the longest may be a day's limit of which hardly anything is gone
   * ({@code x-ratelimit-reset-requests: 20m9.6s} with 986 of 1000 left). Headers that tell of
   * something left say nothing about a fault.
   */
  private static Optional<Duration> reset(int status, List<LimitWindow> windows) {
    Optional<Duration> spent =
        windows.stream()
            .filter(LimitWindow::spent)
            .map(LimitWindow::reset)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    return spent.or(
        () ->
            windows.stream()
                .filter(window -> status == 429 || window.remaining().isEmpty())
                .map(LimitWindow::reset)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder()));
  }
}
