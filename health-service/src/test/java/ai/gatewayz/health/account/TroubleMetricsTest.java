package ai.gatewayz.health.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.evidence.Finding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleMetricsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Known facts = new Known();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  TroubleMetricsTest() {
    ProvidersConfig.Entry together = new Together();
    new TroubleMetrics(facts, Providers.from(() -> Map.of("together", together)), registry);
  }

  /** Facts that are known without having been observed. */
  private static final class Known extends AccountFacts {
    private Optional<Trouble> trouble = Optional.empty();

    private Known() {
      super(() -> 3, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public Optional<Trouble> trouble(String provider) {
      return trouble;
    }
  }

  private record Together() implements ProvidersConfig.Entry {

    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public String dialect() {
      return "together";
    }

    @Override
    public Optional<URI> baseUrl() {
      return Optional.of(URI.create("http://127.0.0.1:1/v1"));
    }

    @Override
    public Optional<URI> hubUrl() {
      return Optional.empty();
    }

    @Override
    public Optional<String> apiKey() {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "KEY_REJECTED, account",
    "CREDITS_EXHAUSTED, account",
    "PERMISSION_DENIED, account",
    "MODEL_GONE, account",
    "RATE_LIMITED, throttled",
    "SERVER_ERROR, outage",
    "UNREACHABLE, outage",
  })
  void tellsWhoseAffairItIsUntilItIsOver(Finding finding, String kind) {
    assertEquals(0, troubles());
    facts.trouble = Optional.of(new AccountFacts.Trouble(finding, 1, NOW, NOW));
    assertEquals(1, trouble(kind));
    assertEquals(1, troubles());
    facts.trouble = Optional.empty();
    assertEquals(0, troubles());
  }

  private double trouble(String kind) {
    return registry.get("gatewayz.health.provider.trouble").tag("kind", kind).gauge().value();
  }

  private double troubles() {
    return registry.get("gatewayz.health.provider.trouble").gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }
}
