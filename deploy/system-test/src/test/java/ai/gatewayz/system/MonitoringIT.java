package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.system.watch.Expression;
import ai.gatewayz.system.watch.Promtool;
import ai.gatewayz.system.watch.Watching;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An alert on a metric that nobody exports never fires, nor does one on a label that is not there.
 */
@ExtendWith(RunningStack.class)
class MonitoringIT {

  private static final String MODEL = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:]\\w*)(?:\\{([^}]*)})? ", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  /** What Prometheus adds to every sample. */
  private static final Set<String> PROMETHEUS = Set.of("job", "instance", "service");

  /** Series of Prometheus itself. */
  private static final Set<String> PROMETHEUS_OWN = Set.of("up", "ALERTS");

  /** There where a client of Kafka or PostgreSQL has certificates. */
  private static final Set<String> ON_TLS = Set.of("gatewayz_certificate_expiry_timestamp_seconds");

  /** Of one thing there is one name: these are OpenTelemetry's, for its own metrics. */
  private static final Set<String> OTELS_LABELS =
      Set.of("gen_ai_provider_name", "gen_ai_operation_name", "gen_ai_token_type", "error_type");

  /** A native executable's collector tells nobody of its pauses. */
  private static final Set<String> ON_JVM_ALONE = Set.of("jvm_gc_pause_seconds_sum");

  @Test
  void everyMetricAndLabelOfRulesAndDashboardsIsExported(
      LocalStack stack, Gateway gateway, Simulator simulator) throws Exception {
    Operator operator = Operator.of(stack);
    String gone = simulator.catalog().goneIds("together").getFirst();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete(MODEL, true).status() == 200);
    await().atMost(Duration.ofSeconds(90)).until(() -> operator.probe("together", gone) == 202);
    assertTrue(Watching.expressions().size() > 60);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertEquals(Set.of(), missing(exported(stack, gateway))));
  }

  private static Set<String> missing(Map<String, Set<String>> exported) throws Exception {
    Set<String> recorded = Watching.recorded();
    Set<String> missing = new TreeSet<>();
    for (Expression expression : Watching.expressions()) {
      Set<String> inReach = new HashSet<>(PROMETHEUS);
      boolean ours = true;
      for (Expression.Selector selector : expression.selectors()) {
        String metric = selector.metric();
        if (PROMETHEUS_OWN.contains(metric)
            || recorded.contains(metric)
            || ON_TLS.contains(metric)
            || RunningStack.nativeExecutables() && ON_JVM_ALONE.contains(metric)) {
          ours = false;
          continue;
        }
        Set<String> labels = exported.get(metric);
        if (labels == null) {
          missing.add(metric);
          continue;
        }
        inReach.addAll(labels);
        for (String label : selector.labels().keySet()) {
          if (!labels.contains(label) && !PROMETHEUS.contains(label)) {
            missing.add(metric + "{" + label + "}");
          }
        }
      }
      if (ours && !inReach.containsAll(expression.grouped())) {
        missing.add(expression.grouped() + " of " + expression.text());
      }
    }
    return missing;
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

  /** Prometheus takes a remark on a name for a mistake; so does whoever looks for a metric. */
  @Test
  void promtoolHasNoRemarkOnOurMetricsAndEachThingHasOneName(LocalStack stack, Gateway gateway)
      throws Exception {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete(MODEL, true).status() == 200);
    gateway.complete("made/up-by-a-caller", false);
    for (var metric : exported(stack, gateway).entrySet()) {
      Set<String> labels = metric.getValue();
      if (metric.getKey().startsWith("gatewayz_")) {
        assertTrue(Collections.disjoint(labels, OTELS_LABELS), metric::toString);
        assertTrue(Collections.disjoint(labels, PROMETHEUS), metric::toString);
      } else if (metric.getKey().startsWith("gen_ai_")) {
        assertFalse(labels.contains("provider") || labels.contains("operation"), metric::toString);
      }
    }
    assumeTrue(Promtool.there(), "no promtool here (deploy/local/install-tools.sh)");
    for (int port : ports(stack)) {
      List<String> remarks = Promtool.remarks(gateway.metrics(port).body());
      assertEquals(
          List.of(),
          remarks.stream()
              .filter(remark -> remark.startsWith("gatewayz_") || remark.startsWith("gen_ai_"))
              .toList());
      assertTrue(
          remarks.stream().noneMatch(remark -> remark.contains("error while linting")),
          remarks::toString);
    }
  }

  private static Map<String, Set<String>> exported(LocalStack stack, Gateway gateway)
      throws Exception {
    Map<String, Set<String>> exported = new HashMap<>();
    Matcher sample = SAMPLE.matcher(scrape(stack, gateway));
    while (sample.find()) {
      Set<String> labels = exported.computeIfAbsent(sample.group(1), name -> new HashSet<>());
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        labels.add(label.group(1));
      }
    }
    return exported;
  }

  private static String scrape(LocalStack stack, Gateway gateway) throws Exception {
    StringBuilder all = new StringBuilder();
    for (int port : ports(stack)) {
      all.append(gateway.get("http://127.0.0.1:" + port + "/q/metrics").body());
    }
    return all.toString();
  }

  private static int[] ports(LocalStack stack) {
    var ports = stack.options().ports();
    return new int[] {
      ports.gatewayManagement(), ports.catalogManagement(), ports.healthManagement()
    };
  }
}
