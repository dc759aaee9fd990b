package ai.gatewayz.gateway.snapshot;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of what an answer may be expected, as the objective counts it. */
class OfferViewTest {

  private static final Offer OFFER = Facts.chat("together", "a/model");

  private static OfferView view(State state, String reason, Instant lastVerified) {
    return new OfferView(
        OFFER,
        new Availability(
            "together",
            "a/model",
            "a/model",
            state,
            reason,
            Source.PROBE,
            NOON,
            lastVerified,
            NOON,
            500,
            null,
            null,
            1));
  }

  @ParameterizedTest
  @CsvSource({
    "AVAILABLE, answered, true",
    "DEGRADED, server_error, true",
    "UNKNOWN, , true",
    "UNPROBEABLE, price, true",
    "UNPROBEABLE, gated, false",
    "COLD, cold, false",
    "UNAVAILABLE, model_gone, false",
    "UNAVAILABLE, not_serverless, false"
  })
  void whatIsKnownToBeDeadAsleepOrClosedToUsIsNotPromised(
      State state, String reason, boolean promised) {
    assertEquals(promised, view(state, reason, NOON).promised(NOON));
  }

  @Test
  void whatHealthHasSaidNothingOfIsPromised() {
    assertTrue(new OfferView(OFFER, null).promised(NOON));
  }

  /** Else an outage of everything were nobody's fault as soon as health has seen it. */
  @Test
  void whatFailsSinceTodayIsDownAndNotDead() {
    OfferView down = view(State.UNAVAILABLE, "failing", NOON);
    assertTrue(down.promised(NOON.plus(Duration.ofHours(23))));
    assertFalse(down.promised(NOON.plus(Duration.ofHours(25))));
    assertFalse(view(State.UNAVAILABLE, "failing", null).promised(NOON));
  }
}
