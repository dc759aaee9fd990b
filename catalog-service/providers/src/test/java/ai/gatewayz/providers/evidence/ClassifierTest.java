package ai.gatewayz.providers.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.evidence.body.Body;
import ai.gatewayz.providers.openai.OpenAi;
import ai.gatewayz.providers.openrouter.OpenRouter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClassifierTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private final Classifier classifier = Classifier.standard(() -> NOW);

  /** What speaks against the model itself. */
  private static final Set<Finding> LOST =
      Set.of(Finding.MODEL_GONE, Finding.NOT_SERVERLESS, Finding.WRONG_OPERATION);

  @TestFactory
  List<DynamicTest> corpus() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    rows().forEach(row -> tests.add(test(tests.size() + 1, row)));
    assertTrue(tests.size() > 300);
    return tests;
  }

  /**
   * Over the whole corpus, and whichever provider says it: an answer speaks against a model only
   * where its own words, which the row names, say that the model is not served.
   */
  @Test
  void noAnswerFalselySaysThatAModelIsGone() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : rows()) {
      if (row.has("lost")) {
        assertTrue(row.path("body").asText().contains(row.path("lost").asText()), row::toString);
        continue;
      }
      for (Dialect dialect : Dialects.STANDARD.all()) {
        Finding finding = classify(dialect, row).finding();
        if (LOST.contains(finding)) {
          wrong.add(dialect.name() + " reads " + finding + " in " + row);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static List<JsonNode> rows() throws IOException {
    try (InputStream lines = ClassifierTest.class.getResourceAsStream("corpus.jsonl")) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(ClassifierTest::json)
          .toList();
    }
  }

  private Evidence classify(Dialect dialect, JsonNode row) {
    return classify(
        dialect, row.path("status").asInt(), row.path("headers"), row.path("body").asText());
  }

  private DynamicTest test(int number, JsonNode row) {
    String line = row.toString();
    Dialect dialect = Dialects.STANDARD.named(row.path("dialect").asText()).orElseThrow();
    return DynamicTest.dynamicTest(
        "%d %s %d %s"
            .formatted(
                number, dialect.name(), row.path("status").asInt(), row.path("about").asText()),
        () -> {
          Evidence evidence = classify(dialect, row);
          assertEquals(row.path("finding").asText(), evidence.finding().label(), line);
          Optional<Duration> wait =
              row.has("wait")
                  ? Optional.of(Duration.ofMillis(Math.round(row.path("wait").asDouble() * 1000)))
                  : Optional.empty();
          assertEquals(wait, evidence.retryAfter(), line);
        });
  }

  @Test
  void whatIsNoHttpAnswerIsTheMoment() {
    assertEquals(Finding.TIMED_OUT, finding(new Answer.Timeout()));
    assertEquals(Finding.GARBLED, finding(new Answer.CutShort()));
    assertEquals(Finding.UNREACHABLE, finding(new Answer.Unreachable(new IOException("reset"))));
  }

  @Test
  void errorsInsideStreamsAreReadLikeOthers() {
    assertEquals(
        Finding.OVERLOADED,
        finding(stream("{\"error\":{\"code\":503,\"message\":\"Provider overloaded\"}}")));
    assertEquals(Finding.SERVER_ERROR, finding(stream("{\"error\":\"boom\"}")));
    assertEquals(
        Finding.CONTEXT_TOO_LONG,
        finding(stream("{\"error\":{\"message\":\"maximum context length is 4096\"}}")));
    assertEquals(Finding.SERVER_ERROR, finding(stream("")));
  }

  @Test
  void aLongAnswerIsAnAnswerThoughItsEndIsCut() {
    String body = "{\"id\":\"x\",\"choices\":[{\"message\":{\"content\":\"" + "a".repeat(20_000);
    assertEquals(
        Finding.ANSWERED,
        classify(new OpenAi(), 200, json("{}"), body.substring(0, Body.LONGEST)).finding());
    assertEquals(
        Finding.GARBLED, classify(new OpenAi(), 200, json("{}"), "{\"choices\":[{").finding());
  }

  @Test
  void detailIsCleanedAndBounded() {
    String body =
        "{\"error\":{\"message\":\"Key sk-abcdef0123456789 at https://x.ai/keys?id=1 by Bearer"
            + " abc and hf_abcdefghijklmnop on 10.1.2.3:8080 "
            + "words ".repeat(1000)
            + "\"}}";
    String detail = classify(new OpenAi(), 401, json("{}"), body).detail();
    assertEquals(500, detail.length());
    for (String secret : List.of("abcdef", "https", "10.1.2.3", "Bearer")) {
      assertFalse(detail.contains(secret), detail);
    }
  }

  private Finding finding(Answer answer) {
    return classifier.classify(new OpenRouter().errors(), answer).finding();
  }

  private static Answer stream(String json) {
    return new Answer.StreamError(json.getBytes(StandardCharsets.UTF_8));
  }

  private Evidence classify(Dialect dialect, int status, JsonNode headers, String body) {
    return classifier.classify(
        dialect.errors(),
        new Answer.Http(
            status,
            name -> headers.path(name).asText(null),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
