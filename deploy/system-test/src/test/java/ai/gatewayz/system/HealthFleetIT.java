package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.simulator.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Three replicas share the offers and ask each of them once in an interval; one is killed, one is
 * added, while they ask. What the simulated providers were asked, and where the topic of verdicts
 * ends, bear witness.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthFleetIT {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private static final Duration INTERVAL = Duration.ofSeconds(20);

  /** Waits are spread by a fifth; a question takes a while from its decision to the provider. */
  private static final Duration SHORTEST = INTERVAL.multipliedBy(4).dividedBy(5).minusSeconds(4);

  private static final Duration SESSION = Duration.ofSeconds(6);

  /** For the others to notice, to read what they were given, and to count it. */
  private static final Duration REBALANCE = SESSION.plusSeconds(30);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "gatewayz.health.events.group", Ownership.GROUP,
          "gatewayz.health.events.session-timeout", SESSION.toSeconds() + "s",
          "gatewayz.health.probe.per-second", "30",
          "gatewayz.health.probe.concurrency", "12",
          "gatewayz.health.probe.daily-usd", "1000",
          // Twice this long the answer to a question is waited for that was out in a rebalance.
          "gatewayz.health.probe.timeout", "10s",
          "gatewayz.health.watch.freshness", INTERVAL.toSeconds() + "s",
          "gatewayz.health.watch.idle-freshness", INTERVAL.toSeconds() + "s",
          "gatewayz.health.watch.confirm", "500ms",
          "gatewayz.health.watch.retell", "1h");

  private final List<HealthReplica> replicas = new ArrayList<>();
  private HealthGround ground;
  private int started;

  @BeforeAll
  void start() throws Exception {
    ground = HealthGround.with(Map.of("openrouter", 150, "together", 100, "fireworks", 50));
    for (int i = 0; i < 3; i++) {
      add();
    }
    for (HealthReplica each : replicas) {
      each.awaitReady();
    }
    await().atMost(PATIENCE).until(() -> ground.verdicts().size() == ground.listed());
    await()
        .atMost(PATIENCE)
        .during(Ownership.STEADY)
        .until(ground::announced, new Unchanged()::since);
  }

  private HealthReplica add() throws Exception {
    Map<String, String> settings = new HashMap<>(ground.properties());
    settings.putAll(SETTINGS);
    HealthReplica added =
        HealthReplica.start(Ports.free(), ground.folder("health-" + ++started), settings);
    replicas.add(added);
    return added;
  }

  private static final class Unchanged {
    private long last = -1;

    boolean since(long now) {
      boolean same = now == last;
      last = now;
      return same;
    }
  }

  @AfterAll
  void stop() throws Exception {
    for (HealthReplica each : replicas) {
      each.close();
    }
    if (ground != null) {
      ground.close();
    }
  }

  @Test
  void oneIsKilledAndOneIsAddedWhileTheyAsk() throws Exception {
    Ownership.everyOfferHasOneOwner(ground, replicas, PATIENCE);
    Map<String, String> verdicts = verdicts();
    long announced = ground.announced();
    Instant before = Instant.now();

    replicas.removeFirst().kill();
    Ownership.everyOfferHasOneOwner(ground, replicas, REBALANCE.plus(Ownership.STEADY));
    add().awaitReady();
    Ownership.everyOfferHasOneOwner(ground, replicas, PATIENCE);

    Instant whole = Instant.now();
    await().atMost(PATIENCE).until(() -> askedSince(whole).size() == ground.listed());
    Ownership.everyOfferHasOneOwner(ground, replicas, PATIENCE);
    assertEquals(verdicts, verdicts());
    assertEquals(announced, ground.announced());
    askedSince(before).forEach(HealthFleetIT::onceInAnInterval);
  }

  private Map<String, String> verdicts() {
    Map<String, String> verdicts = new TreeMap<>();
    ground.verdicts().forEach((key, verdict) -> verdicts.put(key.toString(), verdict.toString()));
    return verdicts;
  }

  /** When each offer was asked. */
  private Map<OfferKey, List<Instant>> askedSince(Instant since) {
    Map<OfferKey, List<Instant>> asked = new HashMap<>();
    for (RecordedRequest each : ground.asked()) {
      if (each.at().isAfter(since)) {
        asked
            .computeIfAbsent(new OfferKey(each.provider(), each.model()), key -> new ArrayList<>())
            .add(each.at());
      }
    }
    return asked;
  }

  private static void onceInAnInterval(OfferKey offer, List<Instant> asked) {
    for (int i = 1; i < asked.size(); i++) {
      Duration passed = Duration.between(asked.get(i - 1), asked.get(i));
      assertTrue(passed.compareTo(SHORTEST) >= 0, () -> offer + " was asked at " + asked);
      assertTrue(
          passed.compareTo(INTERVAL.plus(REBALANCE)) <= 0,
          () -> offer + " was asked by nobody for long: " + asked);
    }
  }
}
