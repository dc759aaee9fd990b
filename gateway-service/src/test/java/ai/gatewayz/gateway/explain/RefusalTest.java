package ai.gatewayz.gateway.explain;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.together.Together;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  /** Of an offer with a context of 131,072 tokens and at most 8,192 of output. */
  private static Failure told(Finding finding, String words, String code, String param) {
    Provider provider =
        new Provider(
            "together",
            new Together(),
            URI.create("http://localhost/v1"),
            Optional.empty(),
            Optional.empty());
    return told(provider, "", new Evidence(finding, 400, Optional.empty(), words, code, param))
        .orElseThrow();
  }

  private static Optional<Failure> told(Provider provider, String more, Evidence evidence) {
    return Refusal.of(
        RequestScanner.scan(
            Operation.CHAT,
            ("{\"model\":\"a/model\",\"messages\":[{}]" + more + "}")
                .getBytes(StandardCharsets.UTF_8)),
        new Candidate(provider, new OfferView(chat("together", "a/model"), null), "m"),
        evidence);
  }

  private static Failure refused(String words, String code, String param) {
    return told(Finding.REQUEST_REFUSED, words, code, param);
  }

  @Test
  void theProvidersWordsFieldAndCodeAreTheAnswer() {
    Failure failure =
        refused(
            "Unsupported value: 'temperature' does not support 0.2.",
            "unsupported_value",
            "temperature");
    assertEquals(
        "together refused this request: Unsupported value: 'temperature' does not support 0.2.",
        failure.message());
    assertEquals("temperature", failure.param());
    assertEquals("unsupported_value", failure.code());
    assertEquals("request_refused", failure.details().get("gateway_code"));
    assertEquals(400, failure.error().status());
    assertEquals(
        "Unsupported value: 'temperature' does not support 0.2.",
        failure.details().get("provider_message"));
  }

  @Test
  void aRefusalWithoutWordsSaysWhoAndWhat() {
    Failure failure = refused("", "", "");
    assertTrue(failure.message().startsWith("together refused this request with status 400"));
    assertEquals("request_refused", failure.code());
    assertNull(failure.param());
    assertFalse(refused("no access with [key]", "", "").message().contains("access"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no access with [key]",
        "Invalid API key: [key]",
        "api_key [key] is not valid here",
        "Authorization: [key]",
        "Bearer [key] was refused",
        "your credentials [key]"
      })
  void whatSpeaksOfAKeyIsNotShown(String words) {
    for (Finding finding : List.of(Finding.REQUEST_REFUSED, Finding.CONTEXT_TOO_LONG)) {
      Failure failure = told(finding, words, "", "");
      assertFalse(failure.message().contains(words.substring(0, 6)), failure.message());
      assertNull(failure.details().get("provider_message"));
    }
  }

  @Test
  void whatOnlyLookedLikeAKeyDoesNotTakeTheRestAway() {
    assertEquals(
        "together refused this request: … does not support tools (ref: …)",
        refused("[key] does not support tools (ref: [key])", "", "").message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "400",
        "invalid_request_error",
        "invalid_api_key",
        "insufficient_quota",
        "rate_limited",
        "model_not_found",
        "has space",
        "a\nb",
        "x{y}",
        "looooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooong"
      })
  void aCodeThatSaysNothingOrWouldMisleadIsNotShown(String code) {
    assertEquals("request_refused", refused("no", code, "").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "<script>", "é", "a\u0000"})
  void aFieldThatCannotBeOneIsNotShown(String field) {
    assertNull(refused("no", "", field).param());
  }

  @Test
  void aFieldInsideTheMessagesIsShown() {
    assertEquals("messages[0].content", refused("no", "", "messages[0].content").param());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "This model's maximum context length is 32768 tokens. However, your messages resulted in 200000 tokens.|32768",
        "This endpoint's maximum context length is 262144 tokens. However, you requested about 300000 tokens|262144",
        "The prompt is too long: 200000, model maximum context length: 131071|131071",
        "prompt is too long: 210000 tokens > 200000 maximum|200000",
        "This model's maximum prompt length is 16384 but the request contains 200000 tokens.|16384",
        "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length|32768",
        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).|1048576",
        "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens and 500 `max_new_tokens`|4096",
        "the request exceeds the available context size (8192 tokens), try increasing it|8192",
        "Your request exceeded model token limit: 65536|65536",
        "too many tokens: total number of tokens in the prompt cannot exceed 128000|128000",
        "the model's context length is only 16,384 tokens, resulting in a maximum input length of 16,000 tokens|16384",
        "max context window of 1_000_000 reached|1000000",
        "prompt too long; exceeded max context length by 1119046 tokens|131072",
        "Input token count + `max_tokens` parameter must be less than the context length of the model being queried.|131072",
        "Please reduce the length of the messages.|131072",
      })
  void aContextIsSaidWithItsLengthInTheFieldsWords(String words, long tokens) {
    Failure failure = told(Finding.CONTEXT_TOO_LONG, words, "context_length_exceeded", "");
    assertTrue(
        failure.message().contains("maximum context length is " + tokens + " tokens"),
        failure.message());
    assertTrue(failure.message().contains(words), failure.message());
    assertEquals(failure.message().indexOf(words), failure.message().lastIndexOf(words));
    assertEquals("context_length_exceeded", failure.code());
  }

  @Test
  void aContextOfWhichNobodyTellsTheLengthIsExceededAllTheSame() {
    assertEquals(
        "This model's maximum context length is exceeded.",
        TokenLimits.contextSentence(java.util.OptionalLong.empty()));
    assertEquals("messages", told(Finding.CONTEXT_TOO_LONG, "", "", "").param());
  }

  @Test
  void ourMoreExactCodeStaysAndTheProvidersIsKept() {
    Failure failure = told(Finding.CONTEXT_TOO_LONG, "too long", "string_too_long", "messages");
    assertEquals("context_length_exceeded", failure.code());
    assertEquals("string_too_long", failure.details().get("provider_code"));
    assertEquals(
        "content_filter", told(Finding.CONTENT_REFUSED, "no", "content_policy", "").code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.|16384",
        "max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for the model|64000",
        "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]|8192",
        "`max_tokens` must be less than or equal to `4096`, the maximum value for `max_tokens`|4096",
        "max_completion_tokens must be between 1 and 32768|32768",
        "max_tokens exceeds the limit|8192",
        "The maximum value of max_tokens is 2,048|2048",
      })
  void aBudgetThatIsTooLargeIsBlamedWithItsLimit(String words, long limit) {
    Failure failure = refused(words, "", "");
    assertEquals("max_tokens", failure.param());
    assertTrue(failure.message().contains("max_tokens is larger"), failure.message());
    assertTrue(failure.message().contains("which is " + limit), failure.message());
    assertTrue(failure.message().contains(words), failure.message());
  }

  @Test
  void aBudgetIsNotBlamedForWhatItDidNotDo() {
    for (String words :
        new String[] {
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          "Requests with max_tokens > 4096 must have stream=true",
          "temperature must be at most 2",
          "n is too large",
        }) {
      Failure failure = refused(words, "", "");
      assertNull(failure.param(), words);
      assertEquals("together refused this request: " + words, failure.message());
    }
  }

  @Test
  void aBudgetBeyondTheContextBlamesTheBudgetAndNamesTheContext() {
    Failure failure =
        told(
            Finding.CONTEXT_TOO_LONG,
            "'max_tokens' is too large: 100000. This model's maximum context length is 32768 tokens and your request has 12 input tokens",
            "",
            "");
    assertEquals("max_tokens", failure.param());
    assertEquals("context_length_exceeded", failure.code());
    assertTrue(failure.message().contains("maximum context length is 32768 tokens"));
    Failure groq =
        told(
            Finding.CONTEXT_TOO_LONG,
            "`max_tokens` must be less than or equal to `4096`, the maximum value for `max_tokens` is less than the `context_window` for this model",
            "",
            "max_tokens");
    assertEquals("max_tokens", groq.param());
    assertTrue(groq.message().contains("which is 4096"), groq.message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"zdr\":true}|provider.zdr",
        "{\"data_collection\":\"deny\"}|provider.data_collection",
        "{\"only\":[\"deepinfra\"]}|provider.only",
        "{\"ignore\":[\"deepinfra\"]}|provider.ignore",
        "{\"order\":[\"deepinfra\"],\"allow_fallbacks\":false}|provider.order",
        "{\"order\":[\"deepinfra\"]}|",
        "{}|",
      })
  void aConditionByWhichOpenRouterExcludesItsHostsIsNamed(String preferences, String field) {
    Evidence gated =
        new Evidence(
            Finding.GATED, 404, Optional.empty(), "No endpoints found matching your data policy");
    Provider openrouter =
        new Provider(
            "openrouter",
            new OpenRouter(),
            URI.create("http://localhost/v1"),
            Optional.empty(),
            Optional.empty());
    Optional<Failure> told = told(openrouter, ",\"provider\":" + preferences, gated);
    assertEquals(field, told.map(Failure::param).orElse(null));
    told.ifPresent(
        failure -> {
          assertEquals(400, failure.error().status());
          assertTrue(failure.message().contains("matching your data policy"), failure.message());
          assertTrue(failure.message().contains("Change " + field), failure.message());
        });
  }

  @Test
  void wordsThatBlameTheBudgetOutweighAFieldBesideIt() {
    Failure failure =
        told(
            Finding.CONTEXT_TOO_LONG,
            "'max_tokens' is too large: 100000. This model's maximum context length is 32768 tokens",
            "",
            "input_tokens");
    assertEquals("max_tokens", failure.param());
    assertEquals(
        "max_completion_tokens",
        refused("max_completion_tokens is too large", "", "max_completion_tokens").param());
  }
}
