package ai.gatewayz.gateway.failover;

import ai.gatewayz.gateway.GatewayStack;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One streamed request of a plain client, and what it hears. */
final class StreamCaller {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final long began = System.nanoTime();
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> headers = new HashMap<>();
  private int status;
  private JsonNode error;
  private JsonNode usage;
  private boolean done;
  private boolean broken;
  private volatile boolean late;
  private Duration firstWord;

  private StreamCaller() {}

  /**
   * Blocks until the answer is over or {@code patience} is.
   *
   * @param port of a gateway on loopback
   */
  static Heard call(int port, String body, Duration patience) throws InterruptedException {
    return new StreamCaller().run(port, body, patience);
  }

  private Heard run(int port, String body, Duration patience) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .header("Authorization", "Bearer " + GatewayStack.API_KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<InputStream> answer =
          HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      read(answer, patience.minus(passed()));
    } catch (TimeoutException e) {
      late = true;
    } catch (ExecutionException e) {
      broken = true;
    }
    return new Heard(status, headers, words, error, usage, done, broken, late, firstWord, passed());
  }

  private void read(HttpResponse<InputStream> answer, Duration left) {
    status = answer.statusCode();
    answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    Thread watch = Thread.ofVirtual().start(() -> giveUp(answer.body(), left));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      if (status != 200) {
        error = JSON.readTree(lines).path("error");
        return;
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          event(line.substring(5).strip());
        }
      }
    } catch (IOException e) {
      broken = !late;
    } finally {
      watch.interrupt();
    }
  }

  private void giveUp(InputStream body, Duration left) {
    try {
      Thread.sleep(left);
      late = true;
      body.close();
    } catch (InterruptedException | IOException over) {
      // the answer has ended
    }
  }

  private void event(String data) {
    if (data.equals("[DONE]")) {
      done = true;
      return;
    }
    try {
      JsonNode chunk = JSON.readTree(data);
      if (chunk.path("error").isObject()) {
        error = chunk.path("error");
      }
      if (chunk.path("usage").isObject()) {
        usage = chunk.path("usage");
      }
      words(chunk.at("/choices/0/delta/content").asText(""));
    } catch (JsonProcessingException noJson) {
      // Most clients skip what they cannot read.
    }
  }

  private void words(String text) {
    if (!text.isBlank()) {
      firstWord = firstWord == null ? passed() : firstWord;
      words.addAll(List.of(text.strip().split(" ")));
    }
  }

  private Duration passed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
