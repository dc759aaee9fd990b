package ai.gatewayz.gateway.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  private static String told(String path) {
    return Addresses.notFound("POST", path).message();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/v1/chat/completions, POST /v1/chat/completions? The base URL names /v1 twice.",
    "/chat/completions, POST /v1/chat/completions? The base URL has to end in /v1.",
    "/api/chat/completions, POST /v1/chat/completions? The base URL has to end in /v1.",
    "/openai/v1/chat/completions, POST /v1/chat/completions? The base URL has to be the host",
    "/v1/chat/completions/, POST /v1/chat/completions?",
    "/V1/Chat/Completions, POST /v1/chat/completions?",
    "/v1/chat/completion, POST /v1/chat/completions?",
    "/v1/chats/completion, POST /v1/chat/completions?",
    "/v1/chat-completions, POST /v1/chat/completions?",
    "/v1/completion, POST /v1/completions?",
    "/v1/embedding, POST /v1/embeddings?",
    "/v2/rerank, POST /v1/rerank?",
    "/v1/model, GET /v1/models?",
    "/v1/v1/models, GET /v1/models? The base URL names /v1 twice.",
    "/v1/v1/models/a/b, GET /v1/models/{id}? The base URL names /v1 twice.",
    "/route/chat/completions, POST /v1/route/chat/completions? The base URL has to end in /v1.",
    "/completions, POST /v1/completions? The base URL has to end in /v1.",
    "/v1/v1/messages, POST /v1/messages? The base URL names /v1 twice.",
    "/v1/message, POST /v1/messages?",
    "/v1/response, POST /v1/responses?",
    "/messages/count_tokens, POST /v1/messages/count_tokens? The base URL has to end in /v1.",
    "/v1/route/chat/completion, POST /v1/route/chat/completions?",
  })
  void whatWasProbablyMeantIsNamed(String path, String meant) {
    assertTrue(told(path).contains("Did you mean " + meant), told(path));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audio/translations, 'Of audio, speech and transcriptions are served'",
    "/v1/images/edits, Images are neither edited nor varied here",
    "/v1/files, Files are not served",
  })
  void whatOthersServeIsSaidNotToBeServed(String path, String said) {
    assertTrue(told(path).contains(said), told(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1", "/v1/", "/v1/nothing", "/x", "//", "/v1/v1", "/ü/\u0007/x"})
  void whatIsServedIsNamed(String path) {
    Failure failure = Addresses.notFound("GET", path);
    assertFalse(failure.message().contains("Did you mean"), failure.message());
    for (String served :
        List.of("POST /v1/chat/completions", "POST /v1/embeddings", "GET /v1/models/{id}")) {
      assertTrue(failure.message().contains(served), failure.message());
      assertTrue(((List<?>) failure.details().get("addresses")).contains(served));
    }
    assertFalse(failure.message().chars().anyMatch(Character::isISOControl));
  }

  @Test
  void aLongAddressIsCut() {
    assertTrue(told("/v1/" + "x".repeat(100_000)).length() < 800);
    assertTrue(told("/" + "v1/".repeat(10_000) + "chat/completions").length() < 800);
  }

  @Test
  void anAddressHasItsMethod() {
    assertEquals("POST", Addresses.method("/v1/chat/completions"));
    assertEquals("GET", Addresses.method("/v1/models"));
    assertEquals("GET", Addresses.method("/v1/models/a/b"));
    assertEquals("", Addresses.method("/v1/models/"));
    assertEquals("", Addresses.method("/chat/completions"));
    assertEquals(
        "This address does not answer PUT. Use GET.",
        Addresses.methodNotAllowed("PUT", "GET").message());
  }
}
