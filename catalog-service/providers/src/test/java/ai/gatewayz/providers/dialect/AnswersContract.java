package ai.gatewayz.providers.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.providers.Recordings;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Classifier;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of the answers of every provider. */
abstract class AnswersContract extends ListsContract {

  /** Of whatever provider. JSON with single quotes. */
  private static final List<Said> COMMON =
      List.of(
          new Said(
              Finding.ANSWERED,
              200,
              "{'choices':[{'message':{'role':'assistant','content':'OK'},'finish_reason':'stop'}]}"),
          new Said(Finding.GARBLED, 200, ""),
          new Said(Finding.GARBLED, 200, "<html>Sign in</html>"),
          new Said(Finding.KEY_REJECTED, 401, "{'error':{'message':'Invalid API key'}}"),
          new Said(Finding.CREDITS_EXHAUSTED, 402, "{'error':{'message':'Payment required'}}"),
          new Said(Finding.RATE_LIMITED, 429, "{'error':{'message':'Rate limit reached'}}"),
          new Said(
              Finding.MODEL_GONE,
              404,
              "{'error':{'message':'The model does not exist','code':'model_not_found'}}"),
          new Said(Finding.SERVER_ERROR, 404, "{'detail':'Not Found'}"),
          new Said(
              Finding.CONTEXT_TOO_LONG,
              400,
              "{'error':{'message':'Too long','code':'context_length_exceeded'}}"),
          new Said(
              Finding.REQUEST_REFUSED,
              400,
              "{'error':{'message':'Unknown parameter: foo','param':'foo'}}"),
          new Said(
              Finding.REQUEST_REFUSED,
              400,
              "{'error':{'message':'Invalid message: the model was not found'}}"),
          new Said(Finding.SERVER_ERROR, 500, ""),
          new Said(Finding.OVERLOADED, 503, "{'error':{'message':'Overloaded'}}"));

  @Test
  void readsAnswersAsEverybodysAndAsItsOwn() {
    for (Said said : COMMON) {
      assertEquals(said.finding(), classify(said).finding(), said::toString);
    }
    for (Said said : errors()) {
      assertEquals(said.finding(), classify(said).finding(), said::toString);
    }
  }

  @Test
  void waitsAsLongAsItIsTold() {
    String body = "{'error':{'message':'Rate limit reached'}}";
    Said said = new Said(Finding.RATE_LIMITED, 429, Map.of("retry-after", "7"), body);
    assertEquals(Optional.of(Duration.ofSeconds(7)), classify(said).retryAfter());
  }

  /** What means something of its own here means something else at OpenAI's, or it is not needed. */
  @Test
  void itsOwnErrorsAreItsOwn() {
    Classifier classifier = Classifier.standard(CLOCK);
    boolean differs =
        errors().stream()
            .anyMatch(
                said ->
                    classifier.classify(ErrorSigns.USUAL, answer(said)).finding()
                        != said.finding());
    assertEquals(dialect().errors() != ErrorSigns.USUAL, differs);
  }

  @Test
  void readsItsRecordedAnswers() throws IOException {
    Recordings.require();
    Classifier classifier = Classifier.standard(CLOCK);
    List<String> wrong = new ArrayList<>();
    for (JsonNode entry : Recordings.manifest()) {
      String file = entry.path("file").asText();
      if (recordedAnswers().isEmpty() || !file.startsWith(recordedAnswers() + "/")) {
        continue;
      }
      boolean failed = entry.path("status").asInt() >= 400;
      boolean stream = file.endsWith(".sse") && !text(file).contains("\"error\"");
      if (failed || stream) {
        Finding finding =
            classifier.classify(dialect().errors(), Recordings.answer(entry)).finding();
        if (failed == (finding == Finding.ANSWERED)) {
          wrong.add(file + " " + finding);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String text(String file) throws IOException {
    return new String(Recordings.bytes(file), StandardCharsets.UTF_8);
  }

  private Evidence classify(Said said) {
    return Classifier.standard(CLOCK).classify(dialect().errors(), answer(said));
  }

  private static Answer answer(Said said) {
    return new Answer.Http(said.status(), said.headers()::get, bytes(said.body()));
  }
}
