package ai.gatewayz.providers.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldWaitTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final JsonNode NO_BODY = MissingNode.getInstance();

  private static Optional<Duration> told(Map<String, String> headers) {
    return ToldWait.read(429, headers::get, NO_BODY, NOW);
  }

  private static Optional<Duration> told(int status, String body) {
    return ToldWait.read(status, name -> null, json(body), NOW);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }

  private static Optional<Duration> seconds(double seconds) {
    return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after|2|2",
        "retry-after|2.5|2.5",
        "retry-after|0|0",
        "retry-after|Sun, 01 Nov 2026 12:00:02 GMT|2",
        "retry-after|Sunday, 01-Nov-26 12:00:02 GMT|2",
        "retry-after|Sunday, 06-Nov-94 08:49:37 GMT|0",
        "retry-after|Sun Nov  1 12:00:02 2026|2",
        "retry-after|Sun Nov 15 12:00:02 2026|86400",
        "retry-after|1793534402|2",
        "retry-after-ms|2000|2",
        "x-ms-retry-after-ms|1500|1.5",
        "x-ratelimit-reset|2|2",
        "x-ratelimit-reset|1793534402|2",
        "x-ratelimit-reset|1793534402000|2",
        "x-ratelimit-reset-requests|6m0s|360",
        "x-ratelimit-reset-requests|1h2m3s|3723",
        "x-ratelimit-reset-tokens|450ms|0.45",
        "x-ratelimit-reset-tokens|2.5s|2.5",
        "x-ratelimit-reset-tokens|20m9.6s|1209.6",
        "x-ratelimit-reset-tokens-minute|1.8837089538574219|1.884",
        "x-ratelimit-reset-requests-day|24482.22079515457|24482.221",
        "ratelimit|\"api\";r=0;t=2|2",
        "ratelimit|\"api\";r=0;t=55, \"burst\";r=3;t=1|55",
        "ratelimit|limit=500, remaining=0, reset=7|7",
        "ratelimit-reset|7|7",
        "anthropic-ratelimit-tokens-reset|2026-11-01T12:00:30Z|30",
        "anthropic-ratelimit-input-tokens-reset|2026-11-01T13:00:30+01:00|30",
      })
  void readsEveryFormOfHeader(String header, String value, double seconds) {
    assertEquals(seconds(seconds), told(Map.of(header, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"x/QuotaFailure\"},{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34s\"}]}}|34",
        "[{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"1.5s\"}]}}]|1.5",
        "{\"error\":{\"details\":[{\"retryDelay\":{\"seconds\":34}}]}}|34",
        "{\"error\":{\"message\":\"x\",\"retry_after\":12}}|12",
        "{\"retry_after\":\"12\"}|12",
        "{\"error\":{\"metadata\":{\"retry_after_ms\":1500}}}|1.5",
        "{\"error\":{\"availability\":{\"retry_after\":9}}}|9",
        "{\"error\":\"Model x is currently loading\",\"estimated_time\":23.4}|23.4",
        "{\"error\":{\"metadata\":{\"headers\":{\"X-RateLimit-Remaining\":\"0\",\"X-RateLimit-Reset\":\"1793534460000\"}}}}|60",
        "{\"error\":{\"metadata\":{\"headers\":{\"Retry-After\":\"3\"}}}}|3",
        "{\"error\":{\"message\":\"Rate limit reached for gpt-4 on tokens per min (TPM): Limit 10000, Used 9000, Requested 1594. Please try again in 594ms. Visit x to learn more.\"}}|0.594",
        "{\"error\":{\"message\":\"Rate limit reached for model `x`: Limit 6000, Used 5500, Requested 1000. Please try again in 2m30s. Need more tokens?\"}}|150",
        "{\"error\":{\"message\":\"Quota exceeded. Please retry in 34.074824224s.\"}}|34.075",
        "{\"error\":{\"message\":\"Requests have exceeded the rate limit. Please retry after 6 seconds. Please contact us.\"}}|6",
        "{\"message\":\"Slow down. Try again in 2 minutes\"}|120",
        "{\"detail\":\"Please wait 20 seconds\"}|20",
        "Too many requests. Please try again in 1.5s.|1.5",
      })
  void readsWaitsThatOnlyTheBodyTells(String body, double seconds) {
    JsonNode root = json(body);
    assertEquals(
        seconds(seconds),
        ToldWait.read(429, name -> null, root.isArray() ? root.get(0) : root, NOW));
  }

  @Test
  void theMostPreciseWordCounts() {
    assertEquals(
        seconds(1.5),
        told(Map.of("retry-after-ms", "1500", "retry-after", "2", "x-ratelimit-reset", "60")));
    assertEquals(seconds(2), told(Map.of("retry-after", "2", "ratelimit", "\"api\";r=0;t=280")));
  }

  @Test
  void ofSeveralLimitsTheOneThatIsUsedUpCounts() {
    Map<String, String> tokens =
        Map.of(
            "x-ratelimit-remaining-requests", "986",
            "x-ratelimit-reset-requests", "20m9.6s",
            "x-ratelimit-remaining-tokens", "0",
            "x-ratelimit-reset-tokens", "5.42s");
    assertEquals(seconds(5.42), told(tokens));
    Map<String, String> both =
        Map.of(
            "x-ratelimit-remaining-requests", "0",
            "x-ratelimit-reset-requests", "20m9.6s",
            "x-ratelimit-remaining-tokens", "0",
            "x-ratelimit-reset-tokens", "5.42s");
    assertEquals(seconds(1209.6), told(both));
  }

  @Test
  void whereNoneIsUsedUpTheShortestCountsAndOnlyForARefusalOverTheRate() {
    Map<String, String> left =
        Map.of(
            "x-ratelimit-remaining-requests", "986",
            "x-ratelimit-reset-requests", "20m9.6s",
            "x-ratelimit-remaining-tokens", "290",
            "x-ratelimit-reset-tokens", "5.42s");
    assertEquals(seconds(5.42), told(left));
    assertEquals(Optional.empty(), ToldWait.read(503, left::get, NO_BODY, NOW));
    Map<String, String> hub = Map.of("ratelimit", "\"api\";r=999;t=286");
    assertEquals(Optional.empty(), ToldWait.read(503, hub::get, NO_BODY, NOW));
  }

  @Test
  void aWindowThatNamesNoEndLastsAsLongAsItsPolicySays() {
    assertEquals(
        seconds(300),
        told(
            Map.of(
                "ratelimit",
                "\"api\";r=0",
                "ratelimit-policy",
                "\"fixed window\";\"api\";q=1000;w=300")));
  }

  @Test
  void whatIsNoTimeIsNotToldAndCostsNothing() {
    String digits = "9".repeat(300_000);
    List<String> names =
        List.of(
            "retry-after",
            "retry-after-ms",
            "x-ratelimit-reset",
            "x-ratelimit-reset-tokens",
            "ratelimit",
            "anthropic-ratelimit-tokens-reset");
    for (String none :
        List.of(
            "",
            " ",
            "soon",
            "-1",
            "-5s",
            "1e9",
            "1e999",
            "NaN",
            "inf",
            "Infinity",
            "0x10",
            "1s2",
            "99999999999999999999",
            "1.2.3",
            digits,
            digits + "s",
            "t=" + digits,
            "1s".repeat(99_999))) {
      for (String name : names) {
        assertTimeout(
            Duration.ofSeconds(2),
            () -> assertEquals(Optional.empty(), told(Map.of(name, none)), name));
      }
      String body =
          "{\"error\":{\"retry_after\":\""
              + none
              + "\",\"message\":\"try again in "
              + none
              + "\"}}";
      assertTimeout(Duration.ofSeconds(2), () -> assertEquals(Optional.empty(), told(429, body)));
    }
    for (String number : List.of("-1", "1e999", "-0.5", "true", "[]", "{}", "null")) {
      assertEquals(
          Optional.empty(), told(429, "{\"error\":{\"retry_after\":" + number + "}}"), number);
    }
  }

  @Test
  void noWaitIsLongerThanADayNorShorterThanNone() {
    assertEquals(Optional.of(TimeText.LONGEST), told(Map.of("retry-after", "999999999")));
    assertEquals(Optional.of(TimeText.LONGEST), told(Map.of("retry-after-ms", "999999999999999")));
    assertEquals(
        Optional.of(TimeText.LONGEST), told(Map.of("x-ratelimit-reset-tokens", "999999999h")));
    assertEquals(seconds(0), told(Map.of("x-ratelimit-reset", "1793534300")));
  }

  @Test
  void aSentenceCountsOnlyWhereItStandsAlone() {
    String repeated = "{\"error\":{\"message\":\"Cannot parse: you said try again in 9h to me\"}}";
    assertEquals(Optional.empty(), told(429, repeated));
    assertEquals(
        Optional.empty(), told(500, "{\"error\":{\"message\":\"Failed. Try again in 9h.\"}}"));
  }
}
