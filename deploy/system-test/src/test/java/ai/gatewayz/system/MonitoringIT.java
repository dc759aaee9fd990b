package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.simulator.Simulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An alert on a metric that nobody exports never fires: every one that is used is there. */
@ExtendWith(RunningStack.class)
class MonitoringIT {

  private static final String MODEL = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Pattern METRIC = Pattern.compile("\\b(?:gatewayz|gen_ai)_[a-z_]+[a-z]\\b");
  private static final Pattern EXPORTED = Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE);

  @Test
  void everyMetricOfRulesAndDashboardIsExported(
      LocalStack stack, Gateway gateway, Simulator simulator) throws Exception {
    Operator operator = Operator.of(stack);
    String gone = simulator.catalog().goneIds("together").getFirst();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete(MODEL, true).status() == 200);
    await().atMost(Duration.ofSeconds(90)).until(() -> operator.probe("together", gone) == 202);
    Set<String> used = used();
    assertTrue(used.size() > 12, used.toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Set<String> missing = new TreeSet<>(used);
              missing.removeAll(exported(stack, gateway));
              assertEquals(Set.of(), missing);
            });
  }

  @Test
  void noModelIsEverALabel(LocalStack stack, Gateway gateway) throws Exception {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete(MODEL, true).status() == 200);
    gateway.complete("made/up-by-a-caller", false);
    String all = scrape(stack, gateway);
    assertFalse(all.contains("Llama"), "a model's name is in the metrics");
    assertFalse(all.contains("made/up"), "a caller's words are in the metrics");
  }

  private static Set<String> used() throws Exception {
    Path folder = RunningStack.root().resolve("deploy/monitoring");
    Set<String> used = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve("rules.yml"))) {
      if (!line.strip().startsWith("#")
          && !line.contains("summary:")
          && !line.contains("record:")) {
        add(line, used);
      }
    }
    JsonNode dashboard =
        new ObjectMapper().readTree(folder.resolve("grafana-gatewayz.json").toFile());
    for (JsonNode panel : dashboard.path("panels")) {
      panel.path("targets").forEach(target -> add(target.path("expr").asText(), used));
    }
    return used;
  }

  private static void add(String expression, Set<String> used) {
    // The names of labels are no metrics.
    Matcher matcher =
        METRIC.matcher(expression.replaceAll("by \\([^)]*\\)", "").replaceAll("\\{[^}]*}", ""));
    while (matcher.find()) {
      used.add(matcher.group());
    }
  }

  private static Set<String> exported(LocalStack stack, Gateway gateway) throws Exception {
    Set<String> names = new TreeSet<>();
    Matcher matcher = EXPORTED.matcher(scrape(stack, gateway));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String scrape(LocalStack stack, Gateway gateway) throws Exception {
    var ports = stack.options().ports();
    StringBuilder all = new StringBuilder();
    for (int port :
        new int[] {
          ports.gatewayManagement(), ports.catalogManagement(), ports.healthManagement()
        }) {
      all.append(gateway.get("http://127.0.0.1:" + port + "/q/metrics").body());
    }
    return all.toString();
  }
}
