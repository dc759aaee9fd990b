package ai.gatewayz.catalog.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {

  @Test
  void aMemberSpeaksSeveralTimesInASession() {
    assertEquals(
        Map.of("session.timeout.ms", 6_000, "heartbeat.interval.ms", 1_500),
        limited(Duration.ofSeconds(6)));
  }

  @Test
  void aLongSessionIsNoReasonToSpeakSeldom() {
    assertEquals(
        Map.of("session.timeout.ms", 60_000, "heartbeat.interval.ms", 2_500),
        limited(Duration.ofSeconds(60)));
  }

  private static Map<String, Object> limited(Duration timeout) {
    Map<String, Object> settings = new HashMap<>();
    Session.limit(settings, timeout);
    return settings;
  }
}
