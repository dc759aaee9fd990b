package ai.gatewayz.health.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.HealthStack;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.capability.Tested;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was tested outlives a replica, and no older knowledge replaces it. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class CapabilityLedgerComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final OfferKey OFFER = new OfferKey("capability-ledger", "a/b:c");

  @Inject Pool pool;

  @Inject Schema schema;

  @Inject CapabilityLedger ledger;

  private static Tested verified(Instant at, Integer dimension) {
    return new Tested(
        new CapabilityVerdict(State.VERIFIED, at, Source.PROBE, null, 200, dimension),
        at,
        0,
        1,
        2,
        false);
  }

  private Map<Capability, Tested> written() {
    Map<Capability, Tested> all = new HashMap<>();
    for (Row row : pool.query(CapabilityRows.ALL).execute().await().atMost(PATIENCE)) {
      if (row.getString("provider").equals(OFFER.provider())) {
        CapabilityRows.read(row).map(Capabilities::tested).ifPresent(all::putAll);
      }
    }
    return all;
  }

  private void isWritten(Map<Capability, Tested> expected) {
    await().atMost(PATIENCE).untilAsserted(() -> assertEquals(expected, written()));
  }

  @Test
  void whatIsHeldIsReadBackAsItWas() {
    await().atMost(PATIENCE).until(schema::ready);
    Tested refuted =
        new Tested(
            new CapabilityVerdict(State.REFUTED, NOON, Source.PROBE, "ignored", 200, null),
            NOON.plusSeconds(5),
            0,
            0,
            0,
            false);
    Tested asked = new Tested(CapabilityVerdict.LISTED, NOON, 1, 3, 0, false);
    ledger.learned(OFFER, Capability.EMBEDDINGS, verified(NOON, 1_024));
    ledger.learned(OFFER, Capability.TOOLS, refuted);
    ledger.learned(OFFER, Capability.VISION, asked);
    isWritten(
        Map.of(
            Capability.EMBEDDINGS,
            verified(NOON, 1_024),
            Capability.TOOLS,
            refuted,
            Capability.VISION,
            asked));

    // A replica that has lost the offer and does not know it yet.
    ledger.learned(OFFER, Capability.TOOLS, verified(NOON.minusSeconds(60), null));
    ledger.learned(OFFER, Capability.EMBEDDINGS, verified(NOON.plusSeconds(60), 512));
    isWritten(
        Map.of(
            Capability.EMBEDDINGS,
            verified(NOON.plusSeconds(60), 512),
            Capability.TOOLS,
            refuted,
            Capability.VISION,
            asked));

    pool.query(
            "insert into capability_tests (provider, offer, capability, asked_at, state, doubts,"
                + " unsure, alarms) values ('capability-ledger', 'x', 'flight', now(), 'proven', 0, 0, 0)")
        .execute()
        .await()
        .atMost(PATIENCE);
    assertEquals(3, written().size(), "what a later version tests is passed over");
    pool.query("delete from capability_tests where provider = 'capability-ledger'")
        .execute()
        .await()
        .atMost(PATIENCE);
  }
}
