package ai.gatewayz.system.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that there are, their schema and the table that tells of them. */
class ChartValuesTest {

  /** A row: the value's name, or a map's, and its default, or what the table calls a longer one. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `([\\w.-]+)` \\| (?:`(.*?)`|(values\\.yaml)) \\|", Pattern.MULTILINE);

  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Chart.FOLDER.resolve("README.md")));
    while (row.find()) {
      rows.put(row.group(1), row.group(2) == null ? row.group(3) : row.group(2));
    }
    return rows;
  }

  /** What the table has to say of values: a row for each, or one for the map that it is in. */
  private static void collect(
      String name, JsonNode value, Map<String, String> told, Map<String, String> into) {
    if (told.getOrDefault(name, "").equals("values.yaml")) {
      into.put(name, "values.yaml");
    } else if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(
              each ->
                  collect(
                      name.isEmpty() ? each.getKey() : name + "." + each.getKey(),
                      each.getValue(),
                      told,
                      into));
    } else {
      into.put(
          name, value.isTextual() && !value.asText().isEmpty() ? value.asText() : value.toString());
    }
  }

  @Test
  void theTableTellsOfEveryValueAndItsDefault() throws IOException {
    Map<String, String> values = new TreeMap<>();
    collect("", Chart.values(), table(), values);
    assertTrue(values.size() > 50, "only " + values.size());
    assertEquals(String.join("\n", lines(values)), String.join("\n", lines(table())));
  }

  private static List<String> lines(Map<String, String> values) {
    return values.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "imagess.tag, 7",
    "images.digests.gateway, sha256:12",
    "postgres.catalog.url, postgresql://me:secret@db.example.com/catalog",
    "postgres.health.url, jdbc:postgresql://db.example.com/health",
    "kafka.bootstrapServers, kafka.example.com",
    "kafka.settings.GATEWAYZ_ADMIN_TOKEN_SHA256, ab12",
    "gateway.replicas, many",
    "publicPaths[0], v1",
    "httpRoute.enabled, true",
    "network.kafka.addresses[0], 10.20.0.0",
    "secrets.gatewayz-key.GATEWAYZ_GATEWAY_KEYS_ALICE, ab12",
  })
  void aSlipIsRefused(String name, String value) {
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> Chart.rendered(List.of(), Map.of(name, value)));
    String named = name.replaceAll(".*\\.|\\[.*", "");
    assertTrue(
        refused.getMessage().contains("schema")
            || refused.getMessage().contains(named)
            || refused.getMessage().contains(name.split("\\.")[0]),
        refused::getMessage);
  }

  /** A policy's rule without peers is one for everybody. */
  @Test
  void aRuleForEverybodyIsRefused(@TempDir Path folder) throws IOException {
    Path values = folder.resolve("values.yaml");
    Files.writeString(values, "network: {kafka: {namespaces: []}}");
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> Chart.render(List.of(values), Map.of()));
    assertTrue(refused.getMessage().contains("let everybody through"), refused::getMessage);
  }

  /** What the README's two commands say. */
  @Test
  void urlsOfKafkaAndPostgresAreAllThatACommandNeeds() {
    Map<String, String> urls =
        Map.of(
            "kafka.bootstrapServers", "kafka.example.com:9092",
            "postgres.catalog.url", "postgresql://db.example.com/catalog",
            "postgres.health.url", "postgresql://db.example.com:5433/health");
    var rendered = Chart.rendered(List.of(), urls);
    JsonNode health = rendered.one("ConfigMap", "gatewayz-health").path("data");
    assertEquals(
        "jdbc:postgresql://db.example.com:5433/health",
        health.path("QUARKUS_DATASOURCE_JDBC_URL").asText());
    assertEquals(
        "postgresql://db.example.com:5433/health",
        health.path("QUARKUS_DATASOURCE_REACTIVE_URL").asText());
    assertEquals(
        "kafka.example.com:9092",
        rendered.one("ConfigMap", "gatewayz").at("/data/KAFKA_BOOTSTRAP_SERVERS").asText());
  }
}
