package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.usage.Objective;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.providers.dialect.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {

  private static final Duration TOOK = Duration.ofMillis(5);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RequestMetrics metrics = new RequestMetrics(registry, Map::of);

  private double count(Objective objective) {
    return registry
        .get("gatewayz.requests.objective")
        .tag("objective", objective.label())
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @Test
  void everyCounterIsThereBeforeTheFirstRequest() {
    int operations = Operation.values().length;
    assertEquals(
        operations * Objective.values().length,
        registry.get("gatewayz.requests.objective").counters().size());
    assertEquals(operations * 2, registry.get("gatewayz.requests.shed").counters().size());
  }

  @Test
  void callersWaitForWhatWasTriedBeforeAsWell() {
    metrics.streams(Operation.CHAT, "together", TOOK);
    metrics.streams(Operation.CHAT, "together", TOOK);
    assertEquals(2, registry.get("gen_ai.server.time_to_first_token").timer().count());
  }

  @Test
  void aFailoverIsFromWhomToWhomAndOnceMoreAtTheSameIsNone() {
    metrics.failedOver(List.of("together", "together", "fireworks", "none"));
    metrics.failedOver(List.of());
    metrics.failedOver(List.of("fireworks", "none"));
    assertEquals(1, failovers("together", "fireworks"));
    assertEquals(2, failovers("fireworks", "none"));
    assertEquals(2, registry.get("gatewayz.failovers").counters().size());
  }

  private double failovers(String from, String to) {
    return registry.get("gatewayz.failovers").tag("from", from).tag("to", to).counter().count();
  }

  @Test
  void eachRequestCountsOnce() {
    metrics.answered(Operation.CHAT, "together", Result.DELIVERED, TOOK);
    metrics.failed(Operation.CHAT, Failure.of(GatewayError.MODEL_UNAVAILABLE, "x"), true, TOOK);
    metrics.failed(Operation.CHAT, Failure.of(GatewayError.MODEL_UNAVAILABLE, "x"), false, TOOK);
    metrics.refused(Operation.CHAT, Failure.of(GatewayError.OVERLOADED, "x"));
    metrics.refused(Operation.CHAT, Failure.of(GatewayError.RATE_LIMITED, "x"));
    metrics.outOfRoom(Operation.CHAT, Failure.of(GatewayError.OVERLOADED, "x"));
    assertEquals(1, count(Objective.MET));
    assertEquals(2, count(Objective.MISSED));
    assertEquals(2, count(Objective.OUTSIDE));
  }
}
