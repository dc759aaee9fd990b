package ai.gatewayz.health.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.health.evidence.body.Body;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.limits.ToldWait;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real answers: nothing but a body that names the missing model may say that a model is gone. */
class RecordedAnswersTest {

  /** What recordings of a missing model have in their names or bodies. */
  private static final List<String> ABOUT_MISSING_MODELS =
      List.of(
          "bad_model",
          "this-model-does-not",
          "this-model/does-not",
          "nonexist",
          "non-existent",
          "no-such",
          "not-found",
          "not-a-model");

  private static final Set<Finding> GOOD = Set.of(Finding.ANSWERED);

  private final Path folder =
      Path.of(System.getProperty("gatewayz.root", ".")).resolve("../shared/recordings").normalize();
  private final Classifier classifier = Classifier.standard();

  @BeforeEach
  void recordingsAreThere() {
    Assumptions.assumeTrue(
        Files.isRegularFile(folder.resolve("MANIFEST.jsonl")),
        () -> "no recorded answers at " + folder);
  }

  @Test
  void noRecordedErrorSaysGoneUnlessTheModelIsMissing() throws IOException {
    Map<String, Evidence> read = new TreeMap<>();
    for (JsonNode entry : manifest()) {
      String file = entry.path("file").asText();
      if (file.contains("/errors") && entry.path("status").asInt() >= 400) {
        read.put(file, classify(entry));
      }
    }
    assertTrue(read.size() > 60, () -> "only " + read.size());
    List<String> wrong = new ArrayList<>();
    read.forEach(
        (file, evidence) -> {
          boolean missing = ABOUT_MISSING_MODELS.stream().anyMatch(words(file)::contains);
          if (evidence.finding() == Finding.MODEL_GONE && !missing) {
            wrong.add(file + " " + evidence);
          }
          if (GOOD.contains(evidence.finding())) {
            wrong.add(file + " " + evidence);
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void recordedStreamsWithoutAnErrorAnswer() throws IOException {
    int count = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode entry : manifest()) {
      String file = entry.path("file").asText();
      if (file.endsWith(".sse") && !words(file).contains("\"error\"")) {
        count++;
        Evidence evidence = classify(entry);
        if (evidence.finding() != Finding.ANSWERED) {
          wrong.add(file + " " + evidence);
        }
      }
    }
    assertTrue(count > 150, "only " + count);
    assertEquals(List.of(), wrong);
  }

  /** Whatever header a provider names it by. */
  @Test
  void everyRecordedWaitIsRead() throws IOException {
    int count = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode entry : manifest()) {
      Map<String, String> headers = headers(entry);
      for (String name : headers.keySet()) {
        if (name.equals("retry-after") || name.contains("ratelimit-reset")) {
          count++;
          Map<String, String> alone = Map.of(name, headers.get(name));
          if (ToldWait.read(429, alone::get, MissingNode.getInstance(), Instant.now()).isEmpty()) {
            wrong.add(entry.path("file").asText() + " " + alone);
          }
        }
      }
    }
    assertTrue(count > 40, "only " + count);
    assertEquals(List.of(), wrong);
  }

  private static Map<String, String> headers(JsonNode entry) {
    Map<String, String> headers = new TreeMap<>();
    entry
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
    return headers;
  }

  private Evidence classify(JsonNode entry) throws IOException {
    String file = entry.path("file").asText();
    byte[] body = Files.readAllBytes(folder.resolve(file));
    Map<String, String> headers = headers(entry);
    return classifier.classify(
        dialect(file),
        new Answer.Http(
            entry.path("status").asInt(),
            headers::get,
            body.length > Body.LONGEST ? Arrays.copyOf(body, Body.LONGEST) : body));
  }

  private static Dialect dialect(String file) {
    String provider = file.substring(0, file.indexOf('/')).toUpperCase(Locale.ROOT);
    return provider.startsWith("OTHER") ? Dialect.OPENAI : Dialect.valueOf(provider);
  }

  private String words(String file) {
    try {
      return file + " " + Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JsonNode> manifest() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> entries = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("MANIFEST.jsonl"))) {
      if (!line.isBlank()) {
        entries.add(json.readTree(line));
      }
    }
    return entries;
  }
}
