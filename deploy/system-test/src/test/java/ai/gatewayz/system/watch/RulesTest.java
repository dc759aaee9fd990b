package ai.gatewayz.system.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.usage.Objective;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alerts say what they mean, fire when they should, and tell what to do. */
class RulesTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  @ParameterizedTest
  @CsvSource({
    "check rules, rules.yml",
    "test rules, rules-test.yml",
    "check config, prometheus.yml"
  })
  void promtoolIsContent(String command, String file) throws Exception {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
    assumeTrue(there, "no promtool here: rules are not run (deploy/local/install-tools.sh)");
    Path out = Files.createTempFile("promtool", ".log");
    String[] words = command.split(" ");
    Process promtool =
        new ProcessBuilder("promtool", words[0], words[1], file)
            .directory(Watching.FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(promtool.waitFor(60, TimeUnit.SECONDS), "promtool hangs");
    assertEquals(0, promtool.exitValue(), Files.readString(out));
    Files.delete(out);
  }

  @Test
  void everyAlertHasATestOfItsFiringAndOfItsQuiet() throws IOException {
    Set<String> fires = new TreeSet<>();
    Set<String> quiet = new TreeSet<>();
    for (JsonNode test :
        YAML.readTree(Watching.FOLDER.resolve("rules-test.yml").toFile()).path("tests")) {
      for (JsonNode each : test.path("alert_rule_test")) {
        (each.path("exp_alerts").isEmpty() ? quiet : fires).add(each.path("alertname").asText());
      }
    }
    Set<String> alerts = names();
    assertEquals(alerts, fires);
    assertEquals(alerts, quiet);
  }

  @Test
  void theOperatorsRuleIsTheSame() throws IOException {
    Path rule =
        Watching.ROOT.resolve("deploy/kubernetes/components/monitoring/prometheus-rule.yaml");
    assertEquals(
        YAML.readTree(Watching.FOLDER.resolve("rules.yml").toFile()).path("groups"),
        YAML.readTree(rule.toFile()).at("/spec/groups"),
        "run deploy/monitoring/write-prometheus-rule.sh");
  }

  @Test
  void everyAlertHasItsSectionAndEverySectionItsAlert() throws IOException {
    String runbook = Files.readString(Watching.ROOT.resolve("deploy/README.md"));
    Set<String> sections = new TreeSet<>();
    Matcher heading =
        Pattern.compile("^### (Gatewayz\\w+)\n(\\S.*)", Pattern.MULTILINE).matcher(runbook);
    while (heading.find()) {
      sections.add(heading.group(1));
      String severity = heading.group(2).split("\\.")[0].toLowerCase(Locale.ROOT);
      JsonNode alert = alert(heading.group(1));
      assertEquals(severity, alert.at("/labels/severity").asText(), heading.group(1));
    }
    assertEquals(names(), sections);
    for (JsonNode alert : Watching.alerts()) {
      String name = alert.path("alert").asText();
      assertEquals(
          "deploy/README.md#" + name.toLowerCase(Locale.ROOT),
          alert.at("/annotations/runbook_url").asText());
      assertTrue(alert.at("/annotations/summary").asText().length() > 10, name);
    }
  }

  private static JsonNode alert(String name) throws IOException {
    return Watching.alerts().stream()
        .filter(alert -> alert.path("alert").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no alert " + name));
  }

  private static Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    Watching.alerts().forEach(alert -> names.add(alert.path("alert").asText()));
    return names;
  }

  /** A value with a slip selects nothing, for ever. */
  @Test
  void everyValueOfALabelIsOneThatTheCodeKnows() throws IOException {
    int checked = 0;
    for (Expression expression : Watching.expressions()) {
      for (Expression.Selector selector : expression.selectors()) {
        for (var label : selector.labels().entrySet()) {
          Set<String> known = values(selector.metric(), label.getKey());
          for (String value : label.getValue().split("\\|")) {
            if (!known.isEmpty()) {
              assertTrue(known.contains(value), value + " in " + expression.text());
              checked++;
            }
          }
        }
      }
    }
    assertTrue(checked > 20, "only " + checked);
  }

  private static Set<String> values(String metric, String label) {
    return switch (label) {
      case "finding" -> labels(Finding.values());
      case "objective" -> labels(Objective.values());
      case "state" -> labels(Availability.State.values());
      case "result" ->
          metric.startsWith("gatewayz_catalog")
              ? labels(SyncEvent.Result.values())
              : both(labels(Result.values()), labels(GatewayError.values()));
      default -> Set.of();
    };
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static Set<String> labels(Enum<?>[] values) {
    Set<String> labels = new HashSet<>();
    List.of(values).forEach(value -> labels.add(value.name().toLowerCase(Locale.ROOT)));
    return labels;
  }
}
