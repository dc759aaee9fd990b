package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.openai.OpenAi;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankingRequestTest {

  private static final String TEXTS = "\"query\":\"q\",\"documents\":[\"a\",\"b\"]";

  private static CompletionRequest scan(String rest) {
    return RequestScanner.scan(
        Operation.RERANK, ("{\"model\":\"m\"," + rest + "}").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TEXTS,
        "\"documents\":[{\"text\":\"a\"},{\"image\":\"data:,\"},\"b\"],\"query\":{\"text\":\"q\"}",
        TEXTS
            + ",\"top_n\":-1,\"return_documents\":7,\"rank_fields\":[\"a\"],\"unknown\":{\"a\":[1]}",
      })
  void documentsAreTextsOrObjects(String rest) {
    CompletionRequest request = scan(rest);
    assertEquals("m", request.model());
    assertTrue(request.promptTokens() > 0);
    Target target = new Target("theirs", new OpenAi().body(), name -> false, false, false, false);
    assertEquals(
        "{\"model\":\"theirs\"," + rest + "}",
        new String(request.bodyFor(target).bytes(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "documents|\"query\":\"q\"",
        "query|\"documents\":[\"a\"]",
        "query|\"query\":7,\"documents\":[\"a\"]",
        "query|\"query\":null,\"documents\":[\"a\"]",
        "query|\"query\":\"a\",\"query\":\"b\",\"documents\":[\"a\"]",
        "query|\"Query\":\"a\",\"query\":\"b\",\"documents\":[\"a\"]",
        "documents|\"query\":\"q\",\"documents\":[]",
        "documents|\"query\":\"q\",\"documents\":\"a\"",
        "documents|\"query\":\"q\",\"documents\":{}",
        "documents[1]|\"query\":\"q\",\"documents\":[\"a\",7]",
        "documents[0]|\"query\":\"q\",\"documents\":[[\"a\"]]",
        "documents[0]|\"query\":\"q\",\"documents\":[null]",
        "stream|\"query\":\"q\",\"documents\":[\"a\"],\"stream\":1",
      })
  void whatCannotBeRankedIsRefusedByItsField(String param, String rest) {
    FailureException refused = assertThrows(FailureException.class, () -> scan(rest));
    assertEquals(param, refused.failure().param());
  }

  @Test
  void documentsAreSoManyAtMost() {
    String some = "\"query\":\"q\",\"documents\":[\"a\"";
    scan(some + ",\"b\"".repeat(RankingReader.MOST_DOCUMENTS - 1) + "]");
    FailureException refused =
        assertThrows(
            FailureException.class,
            () -> scan(some + ",\"b\"".repeat(RankingReader.MOST_DOCUMENTS) + "]"));
    assertEquals("documents", refused.failure().param());
  }

  /** Its name means nothing anywhere else. */
  @Test
  void aChatMayHaveFieldsOfThatName() {
    String chat =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"query\":1,\"Query\":2}";
    RequestScanner.scan(Operation.CHAT, chat.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRankingIsNoStream() {
    assertFalse(scan(TEXTS + ",\"stream\":true").stream());
  }

  @Test
  void someAskNoMoreThanTheSmallestQuestion() {
    assertTrue(scan(TEXTS).ordinary());
    assertTrue(scan(TEXTS + ",\"top_n\":1,\"return_documents\":false").ordinary());
    assertFalse(scan(TEXTS + ",\"top_n\":0").ordinary());
    assertFalse(scan(TEXTS + ",\"return_documents\":null").ordinary());
    assertFalse(scan(TEXTS + ",\"rank_fields\":[\"a\"]").ordinary());
    assertFalse(scan("\"query\":\"q\",\"documents\":[\"a\",\"\"]").ordinary());
    assertFalse(scan("\"query\":\"q\",\"documents\":[{\"text\":\"a\"}]").ordinary());
    assertFalse(scan("\"query\":\"\",\"documents\":[\"a\"]").ordinary());
    assertFalse(
        scan("\"query\":\"q\",\"documents\":[" + "\"a\",".repeat(64) + "\"b\"]").ordinary());
  }
}
