package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.capability.Shown;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What tests showed, and what is held of capabilities; all of it is there from the start. */
@Singleton
public class CapabilityMetrics {

  private final Map<Test, Counter> tests = new HashMap<>();
  private volatile Map<Held, Long> offers = Map.of();

  private record Test(Capability capability, Shown.Result result) {}

  private record Held(Capability capability, CapabilityVerdict.State state) {}

  public CapabilityMetrics(MeterRegistry registry) {
    for (Capability capability : CapabilityQuestion.TESTED) {
      for (Shown.Result result : Shown.Result.values()) {
        tests.put(
            new Test(capability, result),
            Counter.builder("gatewayz.health.capability.tests")
                .description("Tests of what lists declare, by what the answers showed")
                .tag("capability", label(capability))
                .tag("result", result.label())
                .register(registry));
      }
      for (CapabilityVerdict.State state : CapabilityVerdict.State.values()) {
        Held held = new Held(capability, state);
        Gauge.builder("gatewayz.health.capabilities", () -> offers.getOrDefault(held, 0L))
            .description("Offers at this replica whose lists declare a capability")
            .tag("capability", label(capability))
            .tag("state", label(state))
            .register(registry);
      }
    }
  }

  void tested(Capability capability, Shown.Result result) {
    tests.get(new Test(capability, result)).increment();
  }

  /** Counts them anew. */
  void held(Collection<Watched> all) {
    Map<Held, Long> sums = new HashMap<>();
    for (Watched each : all) {
      for (Capability capability : CapabilityQuestion.TESTED) {
        if (each.offer().can(capability)) {
          CapabilityVerdict held = each.verdict().capabilities().of(capability).verdict();
          sums.merge(new Held(capability, held.state()), 1L, Long::sum);
        }
      }
    }
    offers = Map.copyOf(sums);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
