package ai.gatewayz.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.OfferKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MostAskedTest {

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final MostAsked asked = new MostAsked(now);

  private void asked(String id, int times) {
    for (int i = 0; i < times; i++) {
      asked.asked(new OfferKey("together", id), now);
    }
  }

  @Test
  void theOneThatWasAskedMostIsToldForAnHourAndTheNext() {
    asked("a", 3);
    asked("b", 7);
    assertEquals(7, asked.most(now));
    now = now.plus(Duration.ofHours(1));
    asked("a", 2);
    assertEquals(7, asked.most(now));
    now = now.plus(Duration.ofHours(1));
    assertEquals(2, asked.most(now));
    now = now.plus(Duration.ofHours(3));
    assertEquals(0, asked.most(now));
  }
}
