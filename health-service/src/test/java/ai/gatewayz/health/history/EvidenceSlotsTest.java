package ai.gatewayz.health.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceSlotsTest {

  private static final Offer OFFER = Offers.chat("together", "meta/llama");
  private Instant now = Instant.parse("2026-01-01T12:01:00Z");
  private final EvidenceSlots slots = new EvidenceSlots(() -> now, new SimpleMeterRegistry());

  private void probe(Finding finding, Long ttft) {
    slots.seen(OFFER, Observation.of(now, Source.PROBE, Evidence.of(finding), ttft));
  }

  private JsonNode take() throws Exception {
    EvidenceSlots.Batch batch = slots.take(10);
    slots.written();
    return EventJson.mapper().readTree(batch.rows().toString());
  }

  @Test
  void aQuarterIsWrittenWholeEachTimeSoThatNothingCountsTwice() throws Exception {
    probe(Finding.ANSWERED, 100L);
    probe(Finding.SERVER_ERROR, null);
    assertEquals(1, take().get(0).path("answered").asLong());
    assertEquals(0, take().size(), "nothing new");

    slots.seen(
        new OutcomeWindow(
            "together",
            "meta/llama",
            "meta/llama",
            "gateway-1",
            now.minusSeconds(1),
            now,
            Map.of("answered", 5L, "rate_limited", 3L),
            null,
            Map.of(200L, 5L),
            0,
            0));
    JsonNode row = take().get(0);
    assertEquals(6, row.path("answered").asLong());
    assertEquals(1, row.path("failed").asLong(), "a limit of our account is no failure of it");
    assertEquals("2026-01-01T12:00:00Z", row.path("slot").asText());

    now = now.plus(Duration.ofMinutes(15));
    probe(Finding.ANSWERED, 100L);
    assertEquals(1, take().get(0).path("answered").asLong());
  }

  @Test
  void whatCouldNotBeWrittenWaits() throws Exception {
    probe(Finding.ANSWERED, 100L);
    EvidenceSlots.Batch lost = slots.take(10);
    assertTrue(slots.take(10).slots().isEmpty());
    slots.back(lost);
    assertEquals(1, take().size());
  }

  @Test
  void whatSaysNothingOfTheOfferIsNoRow() throws Exception {
    probe(Finding.COLD, null);
    assertEquals(0, take().size());
  }
}
