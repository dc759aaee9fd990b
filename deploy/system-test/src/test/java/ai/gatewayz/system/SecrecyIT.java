package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The keys of the stack are made for it alone, like canaries: after all of it has worked, none is
 * to be found anywhere but in the files that hold them. Nor is a prompt.
 */
@OnRunningStack
class SecrecyIT {

  private static final String MODEL = "meta-llama/Llama-3.3-70B-Instruct";
  private static final String WRONG = "gw_wrong_key";
  private static final String PROMPT = "Say hello";

  @Test
  void keysAndPromptsAreNowhereToBeRead(LocalStack stack, Gateway gateway, Traces traces)
      throws Exception {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete(MODEL, true).status() == 200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> traces.text().contains("POST /v1/chat/completions"));
    String made = Operator.of(stack).createKey("canary").path("key").asText();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> new Gateway(gateway.base(), made).complete(MODEL, true).status() == 200);
    Map<String, String> seen = new LinkedHashMap<>();
    answers(stack, gateway, seen);
    StringBuilder events = new StringBuilder();
    Events.all(
        stack,
        event -> {
          events.append(event.key()).append(' ');
          event.headers().forEach(header -> events.append(text(header.value())).append(' '));
          events.append(event.value() == null ? "" : text(event.value())).append('\n');
        });
    assertTrue(events.toString().contains(MODEL), "events were read");
    seen.put("Kafka", events.toString());
    for (String database : List.of("catalog", "health")) {
      seen.put("database " + database, rows(stack.options().ports(), database));
    }
    seen.put("traces", traces.text());
    List<String> words = secrets(stack);
    words.add(PROMPT);
    words.add(made);
    seen.forEach((where, text) -> assertHasNone(where, text, words));
    files(stack.options().data(), words);
  }

  private static void assertHasNone(String where, String text, List<String> words) {
    for (String word : words) {
      assertFalse(text.contains(word), () -> word + " is in " + where);
    }
  }

  private static List<String> secrets(LocalStack stack) {
    List<String> secrets = new ArrayList<>();
    secrets.add(stack.secrets().apiKey());
    secrets.add(stack.secrets().adminToken());
    secrets.add(WRONG);
    stack
        .simulator()
        .orElseThrow()
        .quarkusProperties()
        .forEach(
            (name, value) -> {
              if (name.endsWith(".api-key")) {
                secrets.add(value);
              }
            });
    assertEquals(9, secrets.size(), "the providers' keys are among them");
    return secrets;
  }

  /** What the services say to good and bad questions, on both of their ports. */
  private static void answers(LocalStack stack, Gateway gateway, Map<String, String> seen)
      throws Exception {
    Ports ports = stack.options().ports();
    Gateway stranger = new Gateway(gateway.base(), WRONG);
    seen.put("an error", gateway.complete("no-such/model", false).body());
    seen.put("a refusal", stranger.complete(MODEL, false).body());
    seen.put("the list", gateway.get("/v1/models?limit=50").body());
    for (int port :
        new int[] {
          ports.gatewayManagement(), ports.catalogManagement(), ports.healthManagement()
        }) {
      String base = "http://127.0.0.1:" + port;
      Gateway.Answer metrics = gateway.get(base + "/q/metrics");
      assertEquals(200, metrics.status());
      assertTrue(metrics.body().contains("# TYPE"), metrics.body());
      seen.put("metrics of " + port, metrics.body());
      seen.put("health of " + port, gateway.get(base + "/q/health").body());
    }
    String catalog = "http://127.0.0.1:" + ports.catalog();
    String health = "http://127.0.0.1:" + ports.health();
    for (String good :
        List.of(
            catalog + "/catalog/providers",
            catalog + "/catalog/syncs",
            catalog + "/catalog/offers?limit=100",
            health + "/health/providers",
            health + "/health/availability?limit=100")) {
      Gateway.Answer answer = gateway.get(good);
      assertEquals(200, answer.status(), good + " " + answer.body());
      seen.put(good, answer.body());
    }
    for (String bad :
        List.of(
            catalog + "/catalog/offers/huggingface/" + WRONG,
            catalog + "/catalog/offers?limit=" + WRONG,
            catalog + "/catalog/admin/syncs/huggingface",
            health + "/health/availability/huggingface/" + WRONG,
            health + "/health/admin/probes/huggingface/" + WRONG)) {
      Gateway.Answer answer = stranger.get(bad);
      assertTrue(answer.status() >= 400, bad + " " + answer.status());
      seen.put(bad.replace(WRONG, "…"), answer.body());
    }
  }

  /** All rows of all tables as text. */
  private static String rows(Ports ports, String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database;
    StringBuilder text = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      assertTrue(tables.size() > 2, tables.toString());
      for (String table : tables) {
        try (ResultSet rows =
            statement.executeQuery("select t::text from \"" + table + "\" as t")) {
          while (rows.next()) {
            text.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  /** Logs, the snapshot, Kafka's segments, PostgreSQL's pages: all but the files that hold keys. */
  private static void files(Path data, List<String> words) throws IOException {
    int logs = 0;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(data.resolve("secrets"))) {
          assertHasNone(file.toString(), read(file), words);
          logs += file.toString().endsWith(".log") ? 1 : 0;
        }
      }
    }
    assertTrue(logs >= 3, "logs were read");
  }

  /** A database and a broker at work remove files while they are looked at. */
  private static String read(Path file) throws IOException {
    try {
      return text(Files.readAllBytes(file));
    } catch (NoSuchFileException gone) {
      assertFalse(file.toString().contains("/logs/"), file::toString);
      return "";
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
