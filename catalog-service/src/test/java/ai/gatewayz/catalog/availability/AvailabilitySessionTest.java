package ai.gatewayz.catalog.availability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A catalog that is killed keeps its share of the verdicts from the next one for a session. */
class AvailabilitySessionTest {

  private static final String PREFIX = "gatewayz.catalog.availability.";

  @Test
  void aLostReplicaIsNoticedWithinTenSeconds() {
    assertEquals(10_000, session(Map.of()));
  }

  @Test
  void operatorsSetTheSession() {
    assertEquals(30_000, session(Map.of(PREFIX + "session-timeout", "30s")));
  }

  private static Object session(Map<String, String> configured) {
    AvailabilityConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(AvailabilityConfig.class)
            .withDefaultValues(configured)
            .build()
            .getConfigMapping(AvailabilityConfig.class);
    return AvailabilityListener.settings(Map.of(), config).get("session.timeout.ms");
  }
}
