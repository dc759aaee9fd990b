package ai.gatewayz.providers.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.openai.OpenAi;
import ai.gatewayz.providers.openrouter.OpenRouter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller is told of a refusal: the sentence, the code and the field that is blamed. */
class WhatIsWrongTest {

  private final Classifier classifier = Classifier.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "max_tokens is too large: 100000. This model supports at most 4096 completion tokens, whereas you provided 100000.|max_tokens",
        "`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model|max_tokens",
        "'max_completion_tokens' is too large: 99999. It must be at most 4096|max_completion_tokens",
        "max_completion_tokens exceeds the model's maximum tokens|max_completion_tokens",
        "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]|max_tokens",
        "Invalid 'max_tokens': integer above maximum value. Expected a value <= 4096, but got 100000 instead.|max_tokens",
        "This model supports at most 4096 completion tokens, whereas you provided 100000|max_tokens",
        "max_new_tokens must be at most 2048|max_new_tokens",
      })
  void moreOutputThanTheModelGivesBlamesTheBudget(String words, String param) {
    for (Dialect dialect : Dialects.STANDARD.all()) {
      Evidence evidence = refused(dialect, words);
      assertEquals(Finding.REQUEST_REFUSED, evidence.finding(), words);
      assertEquals(param, evidence.param(), words);
      assertEquals(words, evidence.detail());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'max_tokens' or 'max_completion_tokens' is too large: 100000. This model's maximum context length is 8192 tokens and your request has 12 input tokens (100000 > 8192 - 12).",
        "This model's maximum context length is 4097 tokens. However, you requested 5000 tokens (1000 in the messages, 4000 in the completion). Please reduce the length of the messages or completion.",
        "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again",
        "prompt is too long: 210000 tokens > 200000 maximum",
        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048575).",
        "Input is too long for requested model.",
        "The prompt is too long: 200000, model maximum context length: 131071",
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 20 `max_new_tokens`",
        "Requested tokens (5000) exceed context window of 4096",
        "Please reduce the length of the messages or completion.",
        "request (2009 tokens) exceeds the available context size (512 tokens), try increasing it",
      })
  void promptAndOutputBeyondTheContextAreTooLong(String words) {
    for (Dialect dialect : Dialects.STANDARD.all()) {
      assertEquals(Finding.CONTEXT_TOO_LONG, refused(dialect, words).finding(), words);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Unrecognized request argument supplied: foo|foo",
        "Unrecognized request arguments supplied: foo, bar|foo",
        "Unknown parameter: 'messages[0].colour'.|messages[0].colour",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.|max_tokens",
        "Unsupported value: 'temperature' does not support 0 with this model.|temperature",
        "Missing required parameter: 'messages'.|messages",
        "Invalid value for parameter 'temperature': must be between 0 and 2|temperature",
        "messages.1.tool_calls must be an array|messages.1.tool_calls",
        "Temperature must be between 0 and 2, got 100|Temperature",
        "property 'foo' is unsupported|foo",
        "Extra inputs are not permitted, field: 'tools[0].function.arguments'|tools[0].function.arguments",
        "my_model is not something that we know|^^",
        "The requested model 'x/y' is broken|^^",
        "Something is wrong with your request|^^",
      })
  void theFieldThatWordsBlameIsFound(String words, String param) {
    assertEquals(param, refused(new OpenAi(), words).param(), words);
  }

  @Test
  void codeAndFieldAreTakenFromTheirMembers() {
    Evidence evidence =
        http(
            new OpenAi(),
            400,
            "{\"error\":{\"message\":\"x\",\"type\":\"invalid_request_error\",\"param\":\"tools[0].type\",\"code\":\"Unknown_Parameter\"}}");
    assertEquals("unknown_parameter", evidence.code());
    assertEquals("tools[0].type", evidence.param());
    assertEquals("", refused(new OpenAi(), "x").code());
    Evidence validated =
        http(
            new OpenAi(),
            422,
            "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"messages\",0,\"role\"],\"msg\":\"Field required\",\"input\":{\"secret\":\"mine\"}}]}");
    assertEquals("messages[0].role", validated.param());
    assertEquals("messages[0].role: Field required", validated.detail());
  }

  @Test
  void theHostsSentenceCodeAndFieldAreTold() {
    Evidence evidence =
        http(
            new OpenRouter(),
            400,
            "{\"error\":{\"code\":400,\"message\":\"Provider returned error\",\"metadata\":{\"provider_name\":\"Azure\",\"raw\":\"{\\n  \\\"error\\\": {\\\"message\\\": \\\"Unsupported value: 'n' must be 1.\\\", \\\"type\\\": \\\"invalid_request_error\\\", \\\"param\\\": \\\"n\\\", \\\"code\\\": \\\"unsupported_value\\\"}}\"}}}");
    assertEquals(
        List.of("Unsupported value: 'n' must be 1.", "unsupported_value", "n"),
        List.of(evidence.detail(), evidence.code(), evidence.param()));
  }

  /** Of a long error only the beginning is read, and it may be cut anywhere. */
  @Test
  void anErrorThatRepeatsALongRequestStillSaysWhatIsWrong() {
    String begins =
        "{\"detail\":[{\"type\":\"enum\",\"loc\":[\"body\",\"messages\",0,\"role\"],\"msg\":\"Input should be 'user'\",\"input\":{\"a\":[1,\"x\\n\\u00e9\",true,null,";
    String filling = "{\"k\":[1.5,\"model x does not exist \\u00e9\\\"\",false]},";
    for (int shift = 0; shift < filling.length(); shift++) {
      String body = begins + " ".repeat(shift) + filling.repeat(500);
      Evidence evidence = http(new OpenAi(), 422, body.substring(0, 16 * 1024));
      assertEquals(Finding.REQUEST_REFUSED, evidence.finding());
      assertEquals("messages[0].role", evidence.param());
      assertEquals("messages[0].role: Input should be 'user'", evidence.detail());
    }
    String message = "{\"error\":{\"code\":\"invalid_value\",\"message\":\"Invalid value: ";
    Evidence evidence =
        http(new OpenAi(), 400, (message + "\\u00e9 x ".repeat(9000)).substring(0, 16 * 1024));
    assertEquals("invalid_value", evidence.code());
    assertTrue(evidence.detail().startsWith("Invalid value: é x"), evidence.detail());
  }

  @Test
  void nothingButNamesPassesAsCodeOrField() {
    for (String bad :
        List.of(
            "sk-or-v1-abcdefghijklmnop",
            "a b",
            "<script>",
            "x".repeat(200),
            "é",
            "",
            "4a".repeat(20))) {
      Evidence evidence =
          http(
              new OpenAi(),
              400,
              "{\"error\":{\"message\":\"m\",\"param\":\"%s\",\"code\":\"%s\"}}"
                  .formatted(bad, bad));
      assertEquals("", evidence.code(), bad);
      assertEquals("", evidence.param(), bad);
    }
  }

  @Test
  void aWholeSentenceIsToldAndNoSecretInIt() {
    String sentence = "Each field has to be given. ".repeat(15).strip();
    assertEquals(sentence, refused(new OpenAi(), sentence).detail());
    String secrets =
        "x ".repeat(900)
            + "Incorrect API key provided: shortkey12. Authorization: Bearer abc.def sk-abcdef0123456789 "
            + "x".repeat(100);
    for (int cut = 0; cut < 1780; cut += 7) {
      String words = refused(new OpenAi(), secrets.substring(cut)).detail();
      assertTrue(words.length() <= 500);
      for (String secret : List.of("shortkey", "abc.def", "abcdef")) {
        assertFalse(words.contains(secret), words);
      }
    }
    assertEquals(
        200,
        http(new OpenAi(), 500, "{\"error\":{\"message\":\"" + sentence + "\"}}")
            .detail()
            .length());
  }

  private Evidence refused(Dialect dialect, String words) {
    return http(
        dialect,
        400,
        "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
            .formatted(words.replace("\"", "\\\"")));
  }

  private Evidence http(Dialect dialect, int status, String body) {
    return classifier.classify(
        dialect.errors(),
        new Answer.Http(status, name -> null, body.getBytes(StandardCharsets.UTF_8)));
  }
}
