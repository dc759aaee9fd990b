package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real answers of providers, sent through the gateway by a provider that replays them in random
 * pieces.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class RecordedAnswersComponentTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root")).resolve("../shared/recordings").normalize();
  private static final List<Recording> RECORDINGS = new ArrayList<>();

  private static HttpServer replay;

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private record Recording(
      int index, String file, int status, String type, String end, byte[] body) {

    boolean streamed() {
      return file.endsWith(".sse");
    }

    /** Events of the responses API are no answer to a chat completion. */
    boolean ofAnotherApi() {
      return text().contains("\"type\":\"response.created\"");
    }

    String model() {
      return "replay/r" + index;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  @BeforeAll
  static void load() throws IOException {
    if (!Files.exists(FOLDER.resolve("MANIFEST.jsonl"))) {
      return;
    }
    for (String line : Files.readAllLines(FOLDER.resolve("MANIFEST.jsonl"))) {
      JsonNode entry = Caller.JSON.readTree(line);
      String file = entry.path("file").asText();
      boolean answer = file.contains("/chat/") || file.contains("/errors/");
      if (answer && !file.contains("errors-quoted") && Files.exists(FOLDER.resolve(file))) {
        RECORDINGS.add(
            new Recording(
                RECORDINGS.size(),
                file,
                entry.path("status").asInt(200),
                type(file, entry),
                entry.path("features").toString().contains("ERROR_IN_STREAM")
                    ? "error in the stream"
                    : entry.path("end").asText(""),
                Files.readAllBytes(FOLDER.resolve(file))));
      }
    }
    Random random = new Random(4);
    replay =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), SimulatedProviders.replayPort()),
            0);
    replay.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    replay.createContext(
        "/v1/chat/completions",
        exchange -> {
          String model = Caller.JSON.readTree(exchange.getRequestBody()).path("model").asText();
          Recording recording =
              RECORDINGS.get(Integer.parseInt(model.substring("replay/r".length())));
          exchange.getResponseHeaders().set("Content-Type", recording.type);
          exchange.sendResponseHeaders(recording.status, recording.body.length == 0 ? -1 : 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int from = 0; from < recording.body.length; ) {
              int length = Math.min(1 + random.nextInt(4_000), recording.body.length - from);
              out.write(recording.body, from, length);
              out.flush();
              from += length;
            }
          }
        });
    replay.start();
  }

  private static String type(String file, JsonNode entry) {
    if (file.endsWith(".sse")) {
      return "text/event-stream";
    }
    for (var header : entry.path("headers").properties()) {
      if (header.getKey().equalsIgnoreCase("content-type")) {
        return header.getValue().asText();
      }
    }
    return "application/json";
  }

  @AfterAll
  static void stop() {
    if (replay != null) {
      replay.stop(0);
    }
  }

  @BeforeEach
  void listed() {
    assumeTrue(
        !RECORDINGS.isEmpty(),
        "no recordings at ../shared/recordings: real answers are not tested");
    try (TopicWriter topics = new TopicWriter(kafka)) {
      RECORDINGS.forEach(recording -> topics.offer(chat("replay", recording.model())));
    }
    await().until(() -> snapshots.current().model(RECORDINGS.getLast().model()).isPresent());
  }

  @Test
  void wholeStreamsArriveByteForByteAndBrokenOnesSaySo() throws Exception {
    Caller caller = new Caller(port);
    int whole = 0;
    int broken = 0;
    for (Recording recording : RECORDINGS) {
      if (!recording.streamed() || recording.status != 200 || recording.ofAnotherApi()) {
        continue;
      }
      Caller.Answer answer = caller.complete(recording.model(), true);
      String sent = recording.text();
      switch (recording.end) {
        case "DONE" -> {
          whole++;
          assertEquals(200, answer.status(), recording.file + " " + answer.body());
          assertEquals(throughDone(sent), answer.body().stripTrailing(), recording.file);
        }
        case "complete without DONE" -> {
          whole++;
          assertEquals(200, answer.status(), recording.file + " " + answer.body());
          assertTrue(answer.body().startsWith(sent.stripTrailing()), recording.file);
          assertEquals("[DONE]", answer.events().getLast(), recording.file);
        }
        default -> {
          broken++;
          assertFalse(answer.events().contains("[DONE]"), recording.file + " " + answer.body());
          String last = answer.status() == 200 ? answer.events().getLast() : answer.body();
          assertFalse(
              Caller.JSON.readTree(last).at("/error/code").asText().isEmpty(),
              recording.file + " " + last);
        }
      }
    }
    assertTrue(whole > 200, whole + " whole streams");
    assertTrue(broken > 3, broken + " broken streams");
  }

  private static String throughDone(String stream) {
    int done = stream.indexOf("[DONE]");
    return stream.substring(0, done + "[DONE]".length());
  }

  @Test
  void recordedErrorsBecomeOursAndNoneOfTheirWordsIsShown() throws Exception {
    Caller caller = new Caller(port);
    int seen = 0;
    for (Recording recording : RECORDINGS) {
      if (recording.status < 400) {
        continue;
      }
      seen++;
      Caller.Answer answer = caller.complete(recording.model(), seen % 2 == 0);
      assertTrue(answer.status() >= 400, recording.file);
      assertFalse(
          List.of(401, 402, 403).contains(answer.status()),
          "our account's trouble is not the caller's: " + recording.file);
      assertFalse(answer.at("/error/code").isEmpty(), recording.file);
      for (String word : recording.text().split("[\\s\"]+")) {
        if (word.contains("://")) {
          assertFalse(answer.body().contains(word), recording.file + " shows " + word);
        }
      }
    }
    assertTrue(seen > 50, seen + " errors");
  }
}
