package ai.gatewayz.system.watch;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboards are of one make, and each can be opened from each. */
class DashboardsTest {

  private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)");

  @Test
  void eachSaysWhatItIsAndWhatItsPanelsShow() throws IOException {
    Set<String> uids = new TreeSet<>();
    Set<String> titles = new TreeSet<>();
    for (JsonNode dashboard : Watching.dashboards()) {
      String title = dashboard.path("title").asText();
      assertTrue(uids.add(dashboard.path("uid").asText()), title);
      assertTrue(titles.add(title));
      assertTrue(title.startsWith("Gatewayz / "), title);
      assertFalse(dashboard.path("description").asText().isBlank(), title);
      assertEquals("datasource", dashboard.at("/templating/list/0/name").asText());
      assertEquals("[\"gatewayz\"]", dashboard.path("tags").toString());
      assertEquals("[\"gatewayz\"]", dashboard.at("/links/0/tags").toString());
      panels(title, dashboard.path("panels"));
    }
    assertEquals(7, uids.size());
    for (JsonNode dashboard : Watching.dashboards()) {
      Matcher link = LINK.matcher(dashboard.toString());
      while (link.find()) {
        assertTrue(uids.contains(link.group(1)), link.group());
      }
    }
  }

  private static void panels(String title, JsonNode panels) {
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (JsonNode panel : panels) {
      String name = title + ": " + panel.path("title").asText();
      assertTrue(ids.add(panel.path("id").asInt()), name);
      JsonNode place = panel.path("gridPos");
      assertTrue(place.path("x").asInt() + place.path("w").asInt() <= 24, name);
      if (panel.path("type").asText().equals("row")) {
        continue;
      }
      assertTrue(names.add(name), name);
      assertAll(
          name,
          () -> assertFalse(panel.path("description").asText().isBlank()),
          () -> assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isBlank()),
          () -> assertEquals("${datasource}", panel.at("/datasource/uid").asText()),
          () -> assertFalse(panel.path("targets").isEmpty()));
      for (JsonNode target : panel.path("targets")) {
        assertEquals("${datasource}", target.at("/datasource/uid").asText(), name);
      }
    }
  }

  /** Whoever chooses a provider has to know which panels follow. */
  @Test
  void everyPanelObeysTheVariablesOfItsBoardOrSaysThatItDoesNot() throws IOException {
    for (JsonNode dashboard : Watching.dashboards()) {
      boolean chosen =
          dashboard.at("/templating/list").findValuesAsText("name").contains("provider");
      for (JsonNode panel : dashboard.path("panels")) {
        boolean obeys = true;
        for (JsonNode target : panel.path("targets")) {
          obeys &= target.path("expr").asText().contains("$provider");
        }
        assertTrue(
            !chosen || obeys || panel.path("description").asText().contains("All providers."),
            dashboard.path("title") + ": " + panel.path("title"));
      }
    }
  }

  @Test
  void panelsDoNotLieOnEachOther() throws IOException {
    for (JsonNode dashboard : Watching.dashboards()) {
      Set<List<Integer>> taken = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        JsonNode place = panel.path("gridPos");
        for (int x = 0; x < place.path("w").asInt(); x++) {
          for (int y = 0; y < place.path("h").asInt(); y++) {
            assertTrue(
                taken.add(List.of(place.path("x").asInt() + x, place.path("y").asInt() + y)),
                dashboard.path("title") + ": " + panel.path("title"));
          }
        }
      }
    }
  }

  @Test
  void theClustersGrafanaGetsAllOfThem() throws IOException {
    Set<String> named = new TreeSet<>();
    new YAMLMapper()
        .readTree(Watching.FOLDER.resolve("dashboards/kustomization.yaml").toFile())
        .path("configMapGenerator")
        .forEach(map -> map.path("files").forEach(file -> named.add(file.asText())));
    Set<String> there = new TreeSet<>();
    for (Path file : Watching.dashboardFiles()) {
      there.add(file.getFileName().toString());
    }
    assertEquals(there, named);
  }
}
