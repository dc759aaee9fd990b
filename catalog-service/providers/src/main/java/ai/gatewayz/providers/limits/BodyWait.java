package ai.gatewayz.providers.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits that a provider tells in the body of an error, in a member or in a sentence. */
final class BodyWait {

  private static final int LONGEST_WORDS = 2000;
  private static final List<String> MILLIS = List.of("retry_after_ms", "retryAfterMs");
  private static final List<String> SECONDS =
      List.of(
          "retry_after",
          "retryAfter",
          "retry-after",
          "retry_after_seconds",
          "retryDelay",
          "retry_delay",
          "estimated_time");

  /** A sentence of its own: "Please try again in 1m2.5s.", "Please retry after 6 seconds.". */
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?:^|[.!?;]\\s{1,4}|\\n)(?:please )?(?:try again|retry|wait)(?: (?:in|after|for|at least))? "
              + "(?:((?:\\d{1,9}(?:\\.\\d{1,20})?(?:ms|d|h|m|s)){1,4})"
              + "|(\\d{1,6}(?:\\.\\d{1,9})?) ?(milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?))"
              + "(?=$|[.,;!)\\s])");

  private BodyWait() {}

  /** What a member says. */
  static Optional<Duration> member(JsonNode root, Instant now) {
    JsonNode error = root.path("error");
    JsonNode body = error.isObject() ? error : root;
    JsonNode metadata = body.path("metadata");
    Optional<Duration> found =
        in(body, now)
            .or(() -> in(root, now))
            .or(() -> in(body.path("availability"), now))
            .or(() -> in(metadata, now));
    JsonNode details = body.path("details");
    for (int i = 0; found.isEmpty() && i < Math.min(details.size(), 16); i++) {
      found = in(details.path(i), now);
    }
    return found;
  }

  /** Headers of a host that a gateway repeats in its own body; null where it repeats none. */
  static Function<String, String> headers(JsonNode root) {
    JsonNode error = root.path("error");
    JsonNode told = (error.isObject() ? error : root).path("metadata").path("headers");
    if (!told.isObject() || told.isEmpty() || told.size() > 100) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    told.properties()
        .forEach(
            header ->
                headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText(null)));
    return headers::get;
  }

  /** What a sentence says. */
  static Optional<Duration> sentence(JsonNode root) {
    JsonNode error = root.path("error");
    for (JsonNode words :
        List.of(error.path("message"), error, root.path("message"), root.path("detail"), root)) {
      if (words.isTextual()) {
        Optional<Duration> wait = sentence(words.textValue());
        if (wait.isPresent()) {
          return wait;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> sentence(String words) {
    String text =
        (words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words)
            .toLowerCase(Locale.ROOT);
    if (!text.contains("try") && !text.contains("wait")) {
      return Optional.empty();
    }
    Matcher told = SENTENCE.matcher(text);
    if (!told.find()) {
      return Optional.empty();
    }
    if (told.group(1) != null) {
      return TimeText.length(told.group(1));
    }
    String unit = told.group(3);
    String shortened = unit.startsWith("mil") ? "ms" : unit.substring(0, 1);
    return TimeText.length(told.group(2) + shortened);
  }

  private static Optional<Duration> in(JsonNode holder, Instant now) {
    for (String name : MILLIS) {
      Optional<Duration> wait = number(holder.path(name)).map(TimeText::ofMillis);
      if (wait.isPresent()) {
        return wait;
      }
    }
    for (String name : SECONDS) {
      Optional<Duration> wait = time(holder.path(name), now);
      if (wait.isPresent()) {
        return wait;
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> time(JsonNode value, Instant now) {
    if (value.isTextual()) {
      return TimeText.until(value.textValue(), now);
    }
    // A protobuf duration that was written out.
    return number(value.isObject() ? value.path("seconds") : value)
        .map(number -> TimeText.until(number, now));
  }

  private static Optional<Double> number(JsonNode value) {
    if (value.isTextual()) {
      return TimeText.number(value.textValue());
    }
    double number = value.isNumber() ? value.doubleValue() : -1;
    return number >= 0 && number < 1e15 ? Optional.of(number) : Optional.empty();
  }
}
