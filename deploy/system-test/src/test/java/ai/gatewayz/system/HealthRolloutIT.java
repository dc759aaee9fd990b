package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.simulator.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Three replicas end and come back under their names, one after the other, as a StatefulSet's do:
 * no offer goes to another replica, and the others do not stop.
 */
class HealthRolloutIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int REPLICAS = 3;
  private static final Map<String, String> SETTINGS =
      Map.of(
          // However slow the machine: whoever comes back within it finds his offers where he left
          // them.
          "gatewayz.health.events.session-timeout", "5m",
          "gatewayz.health.events.group", Ownership.GROUP,
          "gatewayz.health.probe.per-second", "30",
          "gatewayz.health.probe.concurrency", "12",
          "gatewayz.health.probe.daily-usd", "1000",
          "gatewayz.health.watch.freshness", "5s",
          "gatewayz.health.watch.idle-freshness", "5s",
          "gatewayz.health.watch.retell", "1h");

  private final List<Ports> ports = new ArrayList<>();
  private final List<HealthReplica> replicas = new ArrayList<>();

  @Test
  void aRolloutMovesNothing() throws Exception {
    HealthGround ground = HealthGround.with(Map.of("together", 60, "fireworks", 60));
    try {
      for (int i = 0; i < REPLICAS; i++) {
        ports.add(Ports.free());
        replicas.add(start(ground, i));
      }
      for (HealthReplica each : replicas) {
        each.awaitReady();
      }
      Ownership.everyOfferHasOneOwner(ground, replicas, PATIENCE);
      List<Long> before = owned();
      for (int i = 0; i < REPLICAS; i++) {
        List<Long> given = given();
        replicas.get(i).stop();
        Instant stopped = Instant.now();
        // Whoever is left asks on: the rest of the fleet does not wait for the one that is away.
        await().atMost(PATIENCE).until(() -> askedSince(ground, stopped) >= 10);
        replicas.set(i, start(ground, i));
        replicas.get(i).awaitReady();
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(before, owned()));
        List<Long> now = given();
        given.set(i, 1L);
        assertEquals(given, now, "nothing was given to the others");
      }
    } finally {
      for (HealthReplica each : replicas) {
        each.close();
      }
      ground.close();
    }
  }

  private HealthReplica start(HealthGround ground, int number) throws Exception {
    Map<String, String> settings = new HashMap<>(ground.properties());
    settings.putAll(SETTINGS);
    settings.put("gatewayz.health.events.instance", "health-" + number);
    return HealthReplica.start(ports.get(number), ground.folder("health-" + number), settings);
  }

  private static long askedSince(HealthGround ground, Instant since) {
    return ground.asked().stream().map(RecordedRequest::at).filter(since::isBefore).count();
  }

  private List<Long> owned() throws Exception {
    List<Long> owned = new ArrayList<>();
    for (HealthReplica each : replicas) {
      try {
        owned.add(each.owned());
      } catch (IOException starting) {
        owned.add(0L);
      }
    }
    return owned;
  }

  /** How often each was given partitions since its start. */
  private List<Long> given() throws IOException {
    List<Long> given = new ArrayList<>();
    for (HealthReplica each : replicas) {
      long times =
          each.log().lines().filter(line -> line.contains("Watching the offers of")).count();
      assertTrue(times > 0);
      given.add(times);
    }
    return given;
  }
}
