package ai.gatewayz.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.system.watch.Watching;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Prometheus on the project's own rules and configuration, in a hurry: it asks every second,
 * and what the rules measure in minutes it measures in seconds.
 */
record Prometheus(Process process, URI base) implements AutoCloseable {

  /** How much faster time goes by for the rules. */
  private static final int HURRY = 60;

  /** Two samples at least are in the shortest range. */
  private static final int SHORTEST = 5;

  private static final Pattern DURATION = Pattern.compile("(\\[|offset |for: )(\\d+)([smhd])");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "h", 3600, "d", 86400);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Skips the test where there is no {@code prometheus}.
   *
   * @param targets by the name of the service, {@code host:port}
   */
  static Prometheus start(Path folder, Map<String, String> targets) throws IOException {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "prometheus")));
    assumeTrue(
        there, "no Prometheus here: alerts are not seen firing (deploy/local/install-tools.sh)");
    String config = Files.readString(Watching.FOLDER.resolve("prometheus.yml"));
    for (var target : targets.entrySet()) {
      config =
          config.replaceAll(
              "\"[^\"]*\"(]\\s+labels: \\{ service: " + target.getKey() + " })",
              "\"" + target.getValue() + "\"$1");
    }
    Files.writeString(
        folder.resolve("prometheus.yml"),
        config.replace("scrape_interval: 15s", "scrape_interval: 1s\n  evaluation_interval: 1s"));
    Files.writeString(
        folder.resolve("rules.yml"),
        hurried(Files.readString(Watching.FOLDER.resolve("rules.yml"))));
    int port = FreePort.next();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
  }

  static String hurried(String rules) {
    return DURATION
        .matcher(rules)
        .replaceAll(
            duration -> {
              int seconds = Integer.parseInt(duration.group(2)) * SECONDS.get(duration.group(3));
              int hurried = Math.max(seconds / HURRY, SHORTEST);
              boolean waits = duration.group(1).startsWith("for");
              return Matcher.quoteReplacement(
                  duration.group(1) + (waits ? Math.max(1, seconds / HURRY) : hurried) + "s");
            });
  }

  /** What fires now: {@code alert} or {@code alert provider}. */
  Set<String> firing() throws Exception {
    Set<String> firing = new TreeSet<>();
    for (JsonNode alert : get("/api/v1/alerts").at("/data/alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        JsonNode labels = alert.path("labels");
        firing.add(
            (labels.path("alertname").asText() + " " + labels.path("provider").asText("")).strip());
      }
    }
    return firing;
  }

  /** The value of an instant query; 0 where it has none. */
  double value(String query) throws Exception {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return get("/api/v1/query?query=" + encoded).at("/data/result/0/value/1").asDouble();
  }

  /** All values of an instant query, as they are written: {@code NaN} where it is none. */
  List<String> values(String query) throws Exception {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    JsonNode answer = get("/api/v1/query?query=" + encoded);
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalArgumentException(query + ": " + answer.path("error").asText());
    }
    List<String> values = new ArrayList<>();
    answer.at("/data/result").forEach(each -> values.add(each.at("/value/1").asText()));
    return values;
  }

  boolean ready() {
    try {
      return get("/api/v1/alerts").path("status").asText().equals("success");
    } catch (IOException e) {
      return false; // it is starting
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
