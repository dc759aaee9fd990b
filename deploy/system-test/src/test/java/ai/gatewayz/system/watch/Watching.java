package ai.gatewayz.system.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules and the dashboards as they are in the folder of monitoring. */
public final class Watching {

  public static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  public static final Path FOLDER = ROOT.resolve("deploy/monitoring");
  private static final Pattern NAMED = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

  private static final Pattern SECTION = Pattern.compile("^##+ ", Pattern.MULTILINE);

  private Watching() {}

  /** All rules of all groups. */
  static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group :
        new YAMLMapper().readTree(FOLDER.resolve("rules.yml").toFile()).path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  static List<JsonNode> alerts() throws IOException {
    return rules().stream().filter(rule -> rule.has("alert")).toList();
  }

  static List<Path> dashboardFiles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  static List<JsonNode> dashboards() throws IOException {
    List<JsonNode> dashboards = new ArrayList<>();
    for (Path file : dashboardFiles()) {
      dashboards.add(new ObjectMapper().readTree(file.toFile()));
    }
    return dashboards;
  }

  /**
   * @param name of its board and its own
   * @param mayBeEmpty whether it says what it means that there is nothing
   */
  public record Panel(String name, List<String> expressions, boolean mayBeEmpty) {}

  /** All panels, with every choice of their variables at once. */
  public static List<Panel> panels() throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : dashboard.path("panels")) {
        List<String> expressions = new ArrayList<>();
        for (JsonNode target : panel.path("targets")) {
          expressions.add(target.path("expr").asText().replace("$provider", ".*"));
        }
        panels.add(
            new Panel(
                dashboard.path("title").asText() + ": " + panel.path("title").asText(),
                expressions,
                panel.at("/fieldConfig/defaults").has("noValue")));
      }
    }
    return panels;
  }

  /** The expressions of all rules and panels; the labels that texts show count as grouped by. */
  public static List<Expression> expressions() throws IOException {
    List<Expression> expressions = new ArrayList<>();
    for (JsonNode rule : rules()) {
      expressions.add(shown(rule.path("expr").asText(), rule.at("/annotations/summary").asText()));
    }
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          expressions.add(
              shown(target.path("expr").asText(), target.path("legendFormat").asText()));
        }
      }
    }
    return expressions;
  }

  private static Expression shown(String text, String words) {
    Expression expression = Expression.parse(text);
    Set<String> grouped = new TreeSet<>(expression.grouped());
    Matcher named = NAMED.matcher(words);
    while (named.find()) {
      grouped.add(named.group(1));
    }
    return new Expression(text, expression.selectors(), grouped);
  }

  /** What the runbook says of each alert, by its name. */
  static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new TreeMap<>();
    String[] parts = SECTION.split(Files.readString(ROOT.resolve("deploy/runbook.md")));
    for (String part : parts) {
      int line = part.indexOf('\n');
      if (part.startsWith("Gatewayz")) {
        sections.put(part.substring(0, line), part.substring(line + 1));
      }
    }
    return sections;
  }

  /** What the rules record themselves. */
  public static Set<String> recorded() throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode rule : rules()) {
      if (rule.has("record")) {
        names.add(rule.path("record").asText());
      }
    }
    return names;
  }
}
