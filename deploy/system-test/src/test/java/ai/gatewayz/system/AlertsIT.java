package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.system.watch.Watching;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is broken on purpose is told by the alert for it, and no longer when it is mended. */
@ExtendWith(RunningStack.class)
class AlertsIT {

  private static final String MODEL = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Duration SOON = Duration.ofSeconds(60);

  /**
   * A list that was read whole keeps its alert silent for two hours, here two minutes, and one may
   * just have been: the catalog reads all of them when it starts.
   */
  private static final Duration AFTER_A_WHOLE_LIST = Duration.ofSeconds(180);

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void whatIsBrokenIsToldAndWhatIsMendedNoLonger(
      LocalStack stack, Gateway gateway, Simulator simulator, @TempDir Path folder)
      throws Exception {
    var ports = stack.options().ports();
    Map<String, String> targets =
        Map.of(
            "gateway", "127.0.0.1:" + ports.gatewayManagement(),
            "catalog", "127.0.0.1:" + ports.catalogManagement(),
            "health", "127.0.0.1:" + ports.healthManagement());
    await().atMost(SOON).until(() -> gateway.complete(MODEL, true).status() == 200);
    try (Prometheus prometheus = Prometheus.start(folder, targets)) {
      await().atMost(SOON).until(prometheus::ready);
      await().atMost(SOON).until(() -> prometheus.value("sum(up)") == 3);

      allIsWellAndEveryPanelShowsIt(gateway, prometheus);
      aListIsTooOddToBelieve(stack, simulator, prometheus);
      fieldsOfAListVanish(stack, simulator, prometheus);
      accountOfAProviderIsBroken(stack, simulator, prometheus);
      aProviderIsDown(stack, simulator, prometheus);
      aListIsReadInPart(stack, simulator, prometheus);
      everythingFails(gateway, simulator, prometheus);
      aServiceIsGone(stack, prometheus);
      // Both tell of what happened within the hour, here a minute.
      awaitQuiet(prometheus, "GatewayzSyncQuarantined together", () -> {});
      awaitQuiet(prometheus, "GatewayzListDrifts featherless", () -> {});
    } finally {
      simulator.faults().clear();
    }
  }

  /**
   * A panel that is empty, or no number, tells nobody whether all is well: where nothing is good,
   * it says so.
   */
  private static void allIsWellAndEveryPanelShowsIt(Gateway gateway, Prometheus prometheus) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              assertEquals(200, gateway.complete(MODEL, true).status());
              assertEquals(200, gateway.complete(MODEL, false).status());
              Set<String> silent = new TreeSet<>();
              for (Watching.Panel panel : Watching.panels()) {
                for (String expression : panel.expressions()) {
                  List<String> values = prometheus.values(expression);
                  if (values.contains("NaN") || values.isEmpty() && !panel.mayBeEmpty()) {
                    silent.add(panel.name() + ": " + expression + " = " + values);
                  }
                }
              }
              assertEquals(Set.of(), silent);
            });
  }

  /** One such list is enough. */
  private static void aListIsTooOddToBelieve(
      LocalStack stack, Simulator simulator, Prometheus prometheus) throws Exception {
    sync(stack, "together");
    simulator.faults().set("together", "*", new Fault.ListPricesTimes(1000));
    sync(stack, "together");
    awaitFiring(prometheus, "GatewayzSyncQuarantined together", () -> {});
    simulator.faults().clear("together");
    sync(stack, "together");
  }

  private static void fieldsOfAListVanish(
      LocalStack stack, Simulator simulator, Prometheus prometheus) throws Exception {
    sync(stack, "featherless");
    simulator
        .faults()
        .set("featherless", "*", new Fault.ListFieldRenamed("context_length", "context_window"));
    sync(stack, "featherless");
    awaitFiring(prometheus, "GatewayzListDrifts featherless", () -> {});
    simulator.faults().clear("featherless");
    sync(stack, "featherless");
  }

  /** Once the sync that may be under way has ended. */
  private static void sync(LocalStack stack, String provider) {
    Operator operator = Operator.of(stack);
    await().atMost(SOON).until(() -> operator.sync(provider) == 200);
  }

  private static void accountOfAProviderIsBroken(
      LocalStack stack, Simulator simulator, Prometheus prometheus) {
    Operator operator = Operator.of(stack);
    String alert = "GatewayzAccountBroken together";
    simulator.faults().set("together", "*", new Fault.KeyRejected());
    List<String> ids = simulator.catalog().chatIds("together");
    awaitFiring(prometheus, alert, () -> operator.probe("together", ids.getFirst()));
    simulator.faults().clear("together");
    awaitQuiet(prometheus, alert, () -> operator.probe("together", ids.getFirst()));
  }

  /** So many different models fail in a row that it is the provider and none of them. */
  private static void aProviderIsDown(
      LocalStack stack, Simulator simulator, Prometheus prometheus) {
    Operator operator = Operator.of(stack);
    String alert = "GatewayzProviderDown huggingface";
    List<String> some = simulator.catalog().chatIds("huggingface").subList(0, 8);
    Nudge probes =
        () -> {
          for (String id : some) {
            operator.probe("huggingface", id);
          }
        };
    simulator.faults().set("huggingface", "*", new Fault.ServerError(503));
    awaitFiring(prometheus, alert, probes);
    simulator.faults().clear("huggingface");
    awaitQuiet(prometheus, alert, probes);
  }

  private static void aListIsReadInPart(
      LocalStack stack, Simulator simulator, Prometheus prometheus) {
    Operator operator = Operator.of(stack);
    String alert = "GatewayzSyncsIncomplete fireworks";
    simulator.faults().set("fireworks", "*", new Fault.ListCut(1));
    awaitFiring(prometheus, alert, AFTER_A_WHOLE_LIST, () -> operator.sync("fireworks"));
    simulator.faults().clear("fireworks");
    awaitQuiet(prometheus, alert, () -> operator.sync("fireworks"));
  }

  /** Every provider fails, so that failover has nowhere to go. */
  private static void everythingFails(Gateway gateway, Simulator simulator, Prometheus prometheus) {
    Set<String> providers =
        Set.of("openrouter", "portkey", "featherless", "fireworks", "together", "huggingface");
    providers.forEach(
        provider -> simulator.faults().set(provider, "*", new Fault.ServerError(500)));
    awaitFiring(
        prometheus,
        "GatewayzErrorBudgetBurnsFast",
        () -> assertTrue(gateway.complete(MODEL, false).status() >= 500));
    simulator.faults().clear();
  }

  private static void aServiceIsGone(LocalStack stack, Prometheus prometheus) throws Exception {
    stack.stop(Service.CATALOG);
    try {
      awaitFiring(prometheus, "GatewayzDown", () -> {});
      awaitFiring(prometheus, "GatewayzServiceMissing", () -> {});
    } finally {
      stack.start(Service.CATALOG);
    }
    awaitQuiet(prometheus, "GatewayzDown", () -> {});
  }

  private interface Nudge {
    void give() throws Exception;
  }

  private static void awaitFiring(Prometheus prometheus, String alert, Nudge nudge) {
    awaitFiring(prometheus, alert, SOON, nudge);
  }

  private static void awaitFiring(
      Prometheus prometheus, String alert, Duration patience, Nudge nudge) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              nudge.give();
              Set<String> firing = prometheus.firing();
              assertTrue(firing.contains(alert), alert + " is not among " + firing);
            });
  }

  private static void awaitQuiet(Prometheus prometheus, String alert, Nudge nudge) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              nudge.give();
              assertEquals(-1, List.copyOf(prometheus.firing()).indexOf(alert), alert);
            });
  }
}
