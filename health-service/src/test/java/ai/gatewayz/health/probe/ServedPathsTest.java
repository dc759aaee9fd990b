package ai.gatewayz.health.probe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.providers.dialect.Operation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServedPathsTest {

  private static final OfferKey ONE = new OfferKey("together", "a");
  private static final OfferKey OTHER = new OfferKey("together", "b");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ServedPaths paths = new ServedPaths();

  @Test
  void aPathServesWhatAnotherModelAnswersOnLately() {
    assertFalse(paths.serveOthersThan(ONE, Operation.CHAT, now));
    paths.answered(ONE, Operation.CHAT, now);
    assertFalse(paths.serveOthersThan(ONE, Operation.CHAT, now), "its own answer is no sign");
    assertTrue(paths.serveOthersThan(OTHER, Operation.CHAT, now));
    assertFalse(paths.serveOthersThan(OTHER, Operation.EMBEDDINGS, now));
    paths.answered(OTHER, Operation.CHAT, now);
    assertTrue(paths.serveOthersThan(OTHER, Operation.CHAT, now));
    assertTrue(paths.serveOthersThan(ONE, Operation.CHAT, now));
    now = now.plus(Duration.ofHours(2));
    assertFalse(paths.serveOthersThan(ONE, Operation.CHAT, now));
  }
}
