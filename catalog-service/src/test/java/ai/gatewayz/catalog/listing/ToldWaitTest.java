package ai.gatewayz.catalog.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToldWaitTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private static Optional<Duration> told(Map<String, String> headers) {
    return ToldWait.from(headers::get, NOW);
  }

  @Test
  void readsEachProvidersOwnHeaders() {
    Optional<Duration> wait = Optional.of(Duration.ofSeconds(2));
    assertEquals(wait, told(Map.of("retry-after", "2")), "OpenRouter and others");
    assertEquals(wait, told(Map.of("retry-after", "Sun, 01 Nov 2026 12:00:02 GMT")));
    assertEquals(wait, told(Map.of("retry-after-ms", "2000")), "Portkey");
    assertEquals(wait, told(Map.of("x-ms-retry-after-ms", "2000")), "Portkey for Azure");
    assertEquals(wait, told(Map.of("x-ratelimit-reset", "2")), "Together");
    assertEquals(wait, told(Map.of("x-ratelimit-reset", "1793534402")), "seconds since 1970");
    assertEquals(wait, told(Map.of("x-ratelimit-reset", "1793534402000")), "OpenRouter, own limit");
    assertEquals(wait, told(Map.of("ratelimit", "\"api\";r=0;t=2")), "HuggingFace");
  }

  @Test
  void theMostPreciseWordCounts() {
    assertEquals(
        Optional.of(Duration.ofMillis(1500)),
        told(Map.of("retry-after-ms", "1500", "retry-after", "2", "x-ratelimit-reset", "60")));
    assertEquals(
        Optional.of(Duration.ofSeconds(2)),
        told(Map.of("retry-after", "2", "ratelimit", "\"api\";r=0;t=280")));
  }

  @Test
  void whatIsNoTimeIsNotTold() {
    assertEquals(Optional.empty(), told(Map.of()));
    for (String none : new String[] {"", "soon", "-1", "1e9", "99999999999999999999"}) {
      assertEquals(Optional.empty(), told(Map.of("retry-after", none)), none);
    }
    assertEquals(Optional.empty(), told(Map.of("ratelimit", "limit=500, remaining=0")));
  }

  @Test
  void aTimeThatHasPassedIsNoWaitAndOwnPatienceDoubles() {
    Optional<Duration> past = told(Map.of("x-ratelimit-reset", "1793534300"));
    assertEquals(Optional.of(Duration.ZERO), past);
    ToldBackoff backoff = new ToldBackoff();
    backoff.init(500);
    Throwable told = new PageFailedException.Passing("refused", Duration.ofSeconds(7), null);
    Throwable passed = new PageFailedException.Passing("refused", past.orElseThrow(), null);
    assertEquals(7000, backoff.nextDelayInMillis(told));
    assertEquals(1000, backoff.nextDelayInMillis(passed));
    assertEquals(2000, backoff.nextDelayInMillis(passed));
  }
}
