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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
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

  /** What a status may be taken for; those that say many things are not here. */
  private static final Map<Integer, Set<String>> FINDINGS =
      Map.of(
          401, Set.of("key_rejected"),
          402, Set.of("credits_exhausted"),
          429, Set.of("rate_limited", "credits_exhausted", "overloaded"),
          // Some servers fail where a prompt does not fit.
          500, Set.of("server_error", "context_too_long"),
          502, Set.of("server_error", "overloaded"),
          503, Set.of("server_error", "overloaded", "cold"),
          521, Set.of("server_error", "overloaded"));

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

    /** The provider that replays it, in the dialect of the one it was recorded at. */
    String provider() {
      String at = file.substring(0, file.indexOf('/'));
      return SimulatedProviders.REPLAYED.contains(at) ? "replay-" + at : "replay";
    }

    /** How it ended, as a chat completion. */
    String ending() {
      return ofAnotherApi() ? "of another interface" : end;
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
      if (answer && Files.exists(FOLDER.resolve(file))) {
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
    quoted();
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

  /** Bodies that were quoted somewhere; the status is in the file's name. */
  private static void quoted() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().contains("errors-quoted/")).toList()) {
        RECORDINGS.add(
            new Recording(
                RECORDINGS.size(),
                FOLDER.relativize(file).toString(),
                Integer.parseInt(file.getFileName().toString().substring(0, 3)),
                "application/json",
                "",
                Files.readAllBytes(file)));
      }
    }
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
      RECORDINGS.forEach(recording -> topics.offer(chat(recording.provider(), recording.model())));
    }
    await().until(() -> snapshots.current().model(RECORDINGS.getLast().model()).isPresent());
  }

  @Test
  void wholeStreamsArriveByteForByteAndBrokenOnesSaySo() throws Exception {
    Caller caller = new Caller(port);
    int whole = 0;
    int broken = 0;
    for (Recording recording : RECORDINGS) {
      if (!recording.streamed() || recording.status != 200) {
        continue;
      }
      // A chunk that tells only the usage is for those who ask for it.
      Caller.Answer answer =
          caller.complete(
              recording.model(),
              true,
              body -> body.putObject("stream_options").put("include_usage", true));
      String sent = recording.text();
      switch (recording.ending()) {
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
    List<String> misread = new ArrayList<>();
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
      String finding = answer.at("/error/attempts/0/finding");
      if (!FINDINGS.getOrDefault(recording.status, Set.of(finding)).contains(finding)) {
        misread.add(recording.file + " is taken for " + finding);
      }
      for (String word : recording.text().split("[\\s\"]+")) {
        if (word.contains("://")) {
          assertFalse(answer.body().contains(word), recording.file + " shows " + word);
        }
      }
    }
    assertEquals(List.of(), misread);
    assertTrue(seen > 110, seen + " errors");
  }
}
