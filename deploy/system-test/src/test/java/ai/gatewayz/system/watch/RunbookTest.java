package ai.gatewayz.system.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At three in the morning a runbook has to be right: its routes, files and headings exist. */
class RunbookTest {

  private static final Pattern ROUTE =
      Pattern.compile("`(?:GET|POST|PUT|DELETE) (catalog:8081|health:8082)(/[^?`]*)");
  private static final Pattern TYPE =
      Pattern.compile("^@Path\\(\"([^\"]+)\"\\)", Pattern.MULTILINE);
  private static final Pattern METHOD =
      Pattern.compile("^ +@Path\\(\"([^\"]+)\"\\)", Pattern.MULTILINE);
  private static final Pattern NAMED = Pattern.compile("(?<![*\\w])\\*([^*]+)\\*(?!\\*)");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");

  private static String text(String page) throws IOException {
    return Files.readString(Watching.ROOT.resolve("deploy").resolve(page));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "runbook.md"})
  void everyRouteIsOneOfTheServices(String page) throws IOException {
    Set<String> catalog = routes("catalog");
    Set<String> health = routes("health");
    int checked = 0;
    for (MatchResult route : ROUTE.matcher(text(page)).results().toList()) {
      Set<String> known = route.group(1).startsWith("catalog") ? catalog : health;
      assertTrue(known.contains(plain(route.group(2))), route.group());
      checked++;
    }
    assertTrue(checked > 10, "only " + checked);
  }

  private static Set<String> routes(String service) throws IOException {
    Set<String> routes = new TreeSet<>();
    Path sources = Watching.ROOT.resolve(service + "-service/src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        for (MatchResult type : TYPE.matcher(text).results().toList()) {
          routes.add(plain(type.group(1)));
          METHOD
              .matcher(text)
              .results()
              .forEach(method -> routes.add(plain(type.group(1) + method.group(1))));
        }
      }
    }
    return routes;
  }

  /** Names of parameters do not matter. */
  private static String plain(String route) {
    return route.replaceAll("\\{[^}]*}", "{}");
  }

  /** Panels too: what the runbook sends somebody to is on one of the dashboards. */
  @Test
  void everyPanelThatTheRunbookNamesIsThere() throws IOException {
    Set<String> names = new TreeSet<>(Set.of("Probing", "5m", "6h", "3d", "dropped"));
    for (JsonNode dashboard : Watching.dashboards()) {
      names.add(dashboard.path("title").asText().replace("Gatewayz / ", ""));
      dashboard.path("panels").forEach(panel -> names.add(panel.path("title").asText()));
    }
    names.addAll(Set.of("Critical", "warning", "info"));
    int checked = 0;
    for (MatchResult named : NAMED.matcher(text("runbook.md")).results().toList()) {
      assertTrue(
          names.contains(named.group(1).replace('\n', ' ').replaceAll(" +", " ")), named.group());
      checked++;
    }
    assertTrue(checked > 40, "only " + checked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "runbook.md", "break-it.md", "comparison.md"})
  void everyLinkLeadsSomewhere(String page) throws IOException {
    for (MatchResult link : LINK.matcher(text(page)).results().toList()) {
      String file = link.group(1).isEmpty() ? page : link.group(1);
      Path target = Watching.ROOT.resolve("deploy").resolve(file).normalize();
      assertTrue(Files.exists(target), link.group());
      if (link.group(2) != null) {
        assertTrue(headings(target).contains(link.group(2)), link.group());
      }
    }
  }

  /** As GitHub makes anchors of them. */
  private static Set<String> headings(Path file) throws IOException {
    Set<String> headings = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        headings.add(
            line.replaceFirst("^#+ ", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} -]", "")
                .replace(' ', '-'));
      }
    }
    return headings;
  }
}
