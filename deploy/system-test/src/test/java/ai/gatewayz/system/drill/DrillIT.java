package ai.gatewayz.system.drill;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.system.Gateway;
import ai.gatewayz.system.HealthAlone;
import ai.gatewayz.system.OnRunningStack;
import ai.gatewayz.system.Prometheus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Exactly the right alerts fire, and end. */
@Tag("drill")
@OnRunningStack
class DrillIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MODELS = 8;

  /** Of so many providers a model is that is asked all the time: one of them may be down. */
  private static final int PROVIDERS = 3;

  private final Map<Scene, Told> told = new LinkedHashMap<>();

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void aDay(LocalStack stack, Gateway gateway, Simulator simulator, @TempDir Path folder)
      throws Exception {
    var ports = stack.options().ports();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> models(gateway).size() == MODELS);
    try (HealthAlone replica = HealthAlone.start(20);
        Prometheus prometheus =
            Prometheus.start(
                folder,
                Map.of(
                    "gateway", List.of("127.0.0.1:" + ports.gatewayManagement()),
                    "catalog", List.of("127.0.0.1:" + ports.catalogManagement()),
                    "health",
                        List.of("127.0.0.1:" + ports.healthManagement(), replica.scraped())));
        Traffic traffic = new Traffic(gateway, models(gateway))) {
      await().atMost(PATIENCE).until(prometheus::ready);
      await().atMost(PATIENCE).until(() -> prometheus.value("sum(up)") == 4);
      for (Scene scene : new Day(stack, gateway, simulator, replica).scenes()) {
        play(scene, prometheus);
        System.out.println(Told.table(List.copyOf(told.values())));
      }
      Files.writeString(Path.of("target/drill.md"), Told.table(List.copyOf(told.values())));
      System.out.println(traffic.sent() + " requests, " + traffic.failed() + " failed");
      assertAll(told.values().stream().map(DrillIT::exactly));
    } finally {
      simulator.faults().clear();
    }
  }

  private static Executable exactly(Told told) {
    return () -> assertEquals(told.scene().alerts(), told.fired(), told.scene().name());
  }

  /** Those that answer and that several providers serve. */
  private static List<String> models(Gateway gateway) throws Exception {
    List<String> models = new ArrayList<>();
    for (var model : gateway.models("view=verified&limit=1000").path("data")) {
      long providers =
          model.path("offers").findValuesAsText("provider").stream().distinct().count();
      if (providers >= PROVIDERS && models.size() < MODELS) {
        models.add(model.path("id").asText());
      }
    }
    return models;
  }

  private void play(Scene scene, Prometheus prometheus) throws Exception {
    long began = System.nanoTime();
    Map<String, Duration> after = new LinkedHashMap<>();
    scene.begin().take();
    while (since(began).compareTo(scene.lasts()) < 0) {
      scene.meanwhile().take();
      prometheus.firing().forEach(alert -> after.putIfAbsent(alert, since(began)));
      Thread.sleep(1000);
    }
    scene.mend().take();
    long mended = System.nanoTime();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertEquals(Set.of(), prometheus.firing(), scene.name()));
    Duration quiet = since(mended);
    told.put(scene, new Told(scene, prometheus.firedWithin(since(began)), after, quiet));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
