package ai.gatewayz.providers.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Recordings;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.limits.ToldWait;
import ai.gatewayz.providers.openai.OpenAi;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private final Classifier classifier = Classifier.standard();

  @BeforeEach
  void recordingsAreThere() {
    Recordings.require();
  }

  @Test
  void noRecordedErrorSaysGoneUnlessTheModelIsMissing() throws IOException {
    Map<String, Evidence> read = new TreeMap<>();
    for (JsonNode entry : Recordings.manifest()) {
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
    for (JsonNode entry : Recordings.manifest()) {
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
    for (JsonNode entry : Recordings.manifest()) {
      Map<String, String> headers = Recordings.headers(entry);
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

  private Evidence classify(JsonNode entry) throws IOException {
    return classifier.classify(
        dialect(entry.path("file").asText()).errors(), Recordings.answer(entry));
  }

  private static Dialect dialect(String file) {
    String provider = file.substring(0, file.indexOf('/'));
    return provider.startsWith("other")
        ? new OpenAi()
        : Dialects.STANDARD.named(provider).orElseThrow();
  }

  private static String words(String file) {
    try {
      return file + " " + new String(Recordings.bytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
