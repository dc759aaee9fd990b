package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.question.PriceCaps;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.health.verdict.VerdictPolicy;
import ai.gatewayz.health.verdict.VerdictSettings;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Verdicts of earlier versions. */
class EarlierVerdictsTest {

  private static final Duration FRESHNESS = Duration.ofHours(6);
  private static final Duration IDLE = Duration.ofHours(24);
  private static final Duration CONFIRM = Duration.ofSeconds(15);

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Ledger ledger = ledger();

  private static Ledger ledger() {
    return new Ledger(
        new VerdictPolicy(VerdictSettings.DEFAULTS),
        new Cadence(new Cadence.Settings(FRESHNESS, IDLE, CONFIRM, Duration.ofMinutes(2))),
        new Probeability(
            Providers.from(() -> Map.of("together", entry("key"), "fireworks", entry(null))),
            new QuestionCost(BigDecimal.ONE, new BigDecimal("0.002")),
            new PriceCaps(new BigDecimal("0.005"), new BigDecimal("0.003"))),
        new Ledger.Settings(
            Duration.ofMinutes(10), Duration.ofHours(24), CONFIRM, Duration.ofMinutes(2)),
        key -> 0.5);
  }

  private static ProvidersConfig.Entry entry(String key) {
    return new ProvidersConfig.Entry() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public String dialect() {
        return "openai";
      }

      @Override
      public Optional<URI> baseUrl() {
        return Optional.of(URI.create("http://localhost/v1"));
      }

      @Override
      public Optional<URI> hubUrl() {
        return Optional.empty();
      }

      @Override
      public Optional<String> apiKey() {
        return Optional.ofNullable(key);
      }
    };
  }

  /** Announced so by an earlier version, which took what had only ever failed for degraded. */
  @Test
  void whatIsSaidToWorkAndNeverDidIsUnknown() {
    Offer offer = Offers.chat("together", "a/b");
    ledger
        .recollection()
        .told(
            new Availability(
                "together",
                "a/b",
                "a/b",
                State.DEGRADED,
                "server_error",
                Source.PROBE,
                now,
                null,
                now,
                502,
                null,
                null,
                7));
    ledger.listed(offer, now);
    Change change = ledger.aged(Map.of(), now).getFirst();
    assertEquals(State.UNKNOWN, assertInstanceOf(Change.Judged.class, change).after().state());
  }
}
