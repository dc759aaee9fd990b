package ai.gatewayz.health.override;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverridesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final OfferKey KEY = new OfferKey("together", "meta/llama");
  private static final OperatorWord WORD =
      new OperatorWord(KEY, State.UNAVAILABLE, NOW, NOW.plus(Duration.ofHours(1)));

  private final Overrides overrides = new Overrides();

  @Test
  void aWordHoldsUntilItsEndAndThatIsToBeAnnounced() {
    overrides.replace(List.of(WORD));
    assertEquals(Optional.of(WORD), overrides.on(KEY, NOW));
    assertEquals(Set.of(KEY), overrides.unannounced(NOW));

    overrides.announced(KEY, Optional.of(WORD));
    assertEquals(Set.of(), overrides.unannounced(NOW));

    Instant after = WORD.until();
    assertTrue(overrides.on(KEY, after).isEmpty());
    assertEquals(Set.of(KEY), overrides.unannounced(after), "its end is news, database or not");
    overrides.announced(KEY, Optional.empty());
    overrides.replace(List.of());
    assertEquals(Set.of(), overrides.unannounced(after));
  }

  @Test
  void aRestartAnnouncesNothingAnew() {
    overrides.restore(WORD);
    assertEquals(Optional.of(WORD), overrides.on(KEY, NOW), "the database is not needed for that");
    overrides.replace(List.of(WORD));
    assertEquals(Set.of(), overrides.unannounced(NOW));
  }

  @Test
  void aWordThatEndedWhileNobodyListenedIsTakenBack() {
    overrides.restore(WORD);
    overrides.replace(List.of());
    assertEquals(Set.of(KEY), overrides.unannounced(NOW));
    overrides.drop(key -> true);
    assertEquals(Set.of(), overrides.unannounced(NOW), "it is another replica's to say");
  }
}
