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
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    assumeTrue(
        Promtool.there(), "no promtool here: rules are not run (deploy/local/install-tools.sh)");
    String[] words = command.split(" ");
    Promtool said = Promtool.run(List.of(words[0], words[1], file));
    assertEquals(0, said.exit(), said.words());
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

  /** Whoever is woken has to know what to look at, what to do, and when to go back to bed. */
  @Test
  void everyAlertLeadsToASectionThatSaysWhatToDo() throws IOException {
    Map<String, String> sections = Watching.sections();
    assertEquals(names(), sections.keySet());
    for (JsonNode alert : Watching.alerts()) {
      String name = alert.path("alert").asText();
      URI link = URI.create(alert.at("/annotations/runbook_url").asText());
      assertTrue(link.isAbsolute() && link.getPath().endsWith("/deploy/runbook.md"), name);
      assertEquals(name.toLowerCase(Locale.ROOT), link.getFragment());
      assertTrue(alert.at("/annotations/summary").asText().length() > 10, name);

      String section = sections.get(name);
      String severity = section.substring(0, section.indexOf('.')).toLowerCase(Locale.ROOT);
      assertEquals(severity, alert.at("/labels/severity").asText(), name);
      int last = 0;
      for (String part : List.of("- **Look**: ", "- **Do**: ", "- **Worked**: ")) {
        int at = section.indexOf("\n" + part);
        assertTrue(at > last, name + " has no " + part);
        int end = section.indexOf("\n- ", at + 1);
        String words = section.substring(at + part.length(), end < 0 ? section.length() : end);
        assertTrue(words.strip().length() > 15, name + part + words);
        last = at;
      }
    }
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
