package ai.gatewayz.catalog.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToldBackoffTest {

  @Test
  void waitsAsToldAndDoublesWhereNothingIsToldOrTheTimeHasPassed() {
    ToldBackoff backoff = new ToldBackoff();
    backoff.init(500);
    Throwable told = new PageFailedException.Passing("refused", Duration.ofSeconds(7), null);
    Throwable passed = new PageFailedException.Passing("refused", Duration.ZERO, null);
    assertEquals(7000, backoff.nextDelayInMillis(told));
    assertEquals(1000, backoff.nextDelayInMillis(passed));
    assertEquals(2000, backoff.nextDelayInMillis(passed));
  }
}
