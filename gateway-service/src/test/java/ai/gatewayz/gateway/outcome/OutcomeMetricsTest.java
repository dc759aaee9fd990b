package ai.gatewayz.gateway.outcome;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutcomeMetricsTest {

  private static final Duration TTFT = Duration.ofMillis(200);
  private static final Duration TOOK = Duration.ofMillis(1_200);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OutcomeMetrics metrics = new OutcomeMetrics(registry, Map::of);

  private static AttemptOutcome outcome(
      String model, boolean streamed, Finding finding, Usage usage) {
    Duration ttft = finding == Finding.ANSWERED ? TTFT : null;
    return new AttemptOutcome(
        new OfferView(chat("together", model), null),
        Operation.CHAT,
        streamed,
        Evidence.of(finding),
        ttft,
        TOOK,
        usage);
  }

  @Test
  void aStreamTellsItsFirstTokenAndItsPace() {
    metrics.attempt(outcome("a/b", true, Finding.ANSWERED, new Usage(30, 11, 0, 0)));
    assertEquals(200, millis("gen_ai.client.operation.time_to_first_chunk"));
    // A second for the ten tokens after the first.
    assertEquals(100, millis("gen_ai.server.time_per_output_token"));
    assertEquals(1_200, millis("gen_ai.client.operation.duration"));
    assertEquals(
        30,
        registry
            .get("gen_ai.client.token.usage")
            .tag("gen_ai_token_type", "input")
            .tag("estimated", "false")
            .summary()
            .max());
  }

  @Test
  void aWholeAnswerHasNoFirstToken() {
    metrics.attempt(outcome("a/b", false, Finding.ANSWERED, new Usage(30, 11, 0, 0)));
    assertEquals(0, registry.get("gen_ai.client.operation.time_to_first_chunk").timer().count());
    assertEquals(1, registry.get("gen_ai.client.operation.duration").timer().count());
  }

  @Test
  void tokensThatAreNotToldAreNotCountedAsZero() {
    metrics.attempt(outcome("a/b", true, Finding.ANSWERED, null));
    assertTrue(
        registry.get("gen_ai.client.token.usage").summaries().stream()
            .allMatch(summary -> summary.count() == 0));
  }

  @Test
  void whatIsEstimatedIsMarked() {
    metrics.attempt(
        new AttemptOutcome(
            new OfferView(chat("together", "a/b"), null),
            Operation.CHAT,
            true,
            Evidence.of(Finding.ANSWERED),
            TTFT,
            TOOK,
            null,
            Tokens.of(null, 25, 7),
            true,
            true));
    for (String type : Set.of("input", "output")) {
      assertEquals(
          type.equals("input") ? 25 : 7,
          registry
              .get("gen_ai.client.token.usage")
              .tag("gen_ai_token_type", type)
              .tag("estimated", "true")
              .summary()
              .totalAmount());
      assertEquals(
          0,
          registry
              .get("gen_ai.client.token.usage")
              .tag("gen_ai_token_type", type)
              .tag("estimated", "false")
              .summary()
              .count());
    }
  }

  @Test
  void manyModelsMakeNoMoreSeriesThanOne() {
    for (Finding finding : Finding.values()) {
      metrics.attempt(outcome("a/b", true, finding, new Usage(1, 2, 0, 0)));
    }
    Set<Meter.Id> before = ids();
    for (int i = 0; i < 10_000; i++) {
      Finding finding = Finding.values()[i % Finding.values().length];
      metrics.attempt(outcome("vendor/model-" + i, i % 2 == 0, finding, new Usage(1, 2, 0, 0)));
    }
    assertEquals(before, ids());
    assertTrue(before.stream().noneMatch(id -> id.toString().contains("a/b")), before.toString());
  }

  private Set<Meter.Id> ids() {
    return registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
  }

  private double millis(String name) {
    return registry.get(name).timer().totalTime(TimeUnit.MILLISECONDS);
  }
}
