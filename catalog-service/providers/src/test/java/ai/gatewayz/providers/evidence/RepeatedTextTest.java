package ai.gatewayz.providers.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.openai.OpenAi;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Providers repeat in their refusals what a caller wrote. Whatever that is, it says nothing of the
 * model or of our account.
 */
class RepeatedTextTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a caller may have written. */
  private static final List<String> WRITTEN =
      List.of(
          "get_aggregated_stats",
          "private_model_lookup",
          "billing_credit",
          "is_loading",
          "unauthorized_user",
          "get_context_window",
          "check_content_policy_status",
          "payment required",
          "model x does not exist",
          "The model `gpt-9` does not exist or you do not have access to it.",
          "model is currently loading",
          "the model is cold and is being loaded",
          "invalid api key",
          "Incorrect API key provided: sk-abcdefghijkl",
          "API key not valid. Please pass a valid API key.",
          "insufficient credits",
          "You exceeded your current quota, please check your plan and billing details.",
          "your credit balance is too low",
          "overloaded",
          "no endpoints found for acme/fake",
          "No endpoints found matching your data policy",
          "acme/fake is not a valid model ID",
          "Model not supported by provider together",
          "Unable to access non-serverless model X",
          "this model requires a dedicated endpoint",
          "This model is gated",
          "You cannot access this model unless you accept its terms",
          "upgrade your plan",
          "permission denied",
          "Your account is suspended",
          "This is not a chat model",
          "unknown model: x",
          "invalid model: y",
          "max_tokens or model output limit was reached",
          "'; \"model x does not exist\" [model not found] `invalid api key` {\"code\":\"model_not_found\"}",
          "{\"error\":{\"message\":\"model x does not exist\",\"code\":\"model_not_found\"}}",
          "https://example.com/model-not-found/private_model?invalid_api_key=1",
          "hello\nmodel x does not exist\ninvalid api key");

  /** How providers repeat it; {@code %s} is what was written. */
  private static final List<String> REPEATED =
      List.of(
          "Invalid value: '%s'. Supported values are: 'system', 'user' and 'assistant'.",
          "Invalid value: %s",
          "Invalid tool name '%s'",
          "Invalid tool name: %s is too long",
          "Tool call validation failed: parameters for tool %s did not match schema: errors: [missing properties: 'name']",
          "The tool '%s' called by the model was not found in tools",
          "Failed to fetch image: 401 Client Error: Unauthorized for url: %s",
          "Failed to fetch image: 404 Client Error: Not Found for url: %s",
          "Failed to download file \"%s\": 403 Forbidden",
          "Could not process the image at %s",
          "'%s' is not one of ['system', 'user'] - 'messages.0.role'",
          "\"%s\" is not valid under any of the given schemas",
          "Expected last role User or Tool for serving but got %s",
          "Extra inputs are not permitted [type=extra_forbidden, input_value='%s', input_type=str]",
          "1 validation error for ChatRequest\nmessages.0.role\n  Input should be 'user' [type=enum, input_value='%s', input_type=str]",
          "Failed to deserialize the JSON body into the target type: messages[0].role: unknown variant `%s`, expected one of `system`, `user` at line 1 column 35",
          "jinja2.exceptions.TemplateError: Conversation roles must alternate, got %s",
          "Bad Request: %s",
          "Invalid request\n%s",
          "Cannot parse the message “%s”",
          "Invalid regex in grammar: %s");

  private interface Layout {
    String of(String message, String written) throws JsonProcessingException;
  }

  private static final Map<String, Layout> LAYOUTS = new TreeMap<>();

  static {
    LAYOUTS.put("plain text", (message, written) -> message);
    LAYOUTS.put(
        "openai",
        (message, written) ->
            "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
                .formatted(quoted(message)));
    LAYOUTS.put(
        "openai, a field blamed",
        (message, written) ->
            "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":\"messages[0].role\",\"code\":\"invalid_value\"}}"
                .formatted(quoted(message)));
    LAYOUTS.put(
        "openai, a field blamed and the text alone as the message",
        (message, written) ->
            "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":\"tools[0].function.name\"}}"
                .formatted(quoted(written)));
    LAYOUTS.put("string", (message, written) -> "{\"error\":%s}".formatted(quoted(message)));
    LAYOUTS.put("detail", (message, written) -> "{\"detail\":%s}".formatted(quoted(message)));
    LAYOUTS.put(
        "message and statusCode",
        (message, written) ->
            "{\"statusCode\":400,\"message\":%s,\"error\":\"Bad Request\"}"
                .formatted(quoted(message)));
    LAYOUTS.put(
        "failed validations",
        (message, written) ->
            "{\"detail\":[{\"type\":\"enum\",\"loc\":[\"body\",\"messages\",0,\"role\"],\"msg\":%s,\"input\":%s,\"ctx\":{\"error\":%s}}]}"
                .formatted(quoted(message), quoted(written), quoted(written)));
    LAYOUTS.put(
        "a failed generation",
        (message, written) ->
            "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"code\":\"tool_use_failed\",\"failed_generation\":%s}}"
                .formatted(quoted(message), quoted(written)));
    LAYOUTS.put(
        "a list of errors",
        (message, written) ->
            "{\"success\":false,\"errors\":[{\"code\":7000,\"message\":%s}]}"
                .formatted(quoted(message)));
    LAYOUTS.put(
        "openrouter's host",
        (message, written) ->
            "{\"error\":{\"code\":400,\"message\":\"Provider returned error\",\"metadata\":{\"provider_name\":\"Acme\",\"raw\":%s}}}"
                .formatted(quoted("{\"error\":{\"message\":" + quoted(message) + "}}")));
    LAYOUTS.put(
        "portkey's host",
        (message, written) ->
            "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":null,\"code\":null},\"provider\":\"openai\"}"
                .formatted(quoted("openai error: " + message)));
  }

  private static String quoted(String text) throws JsonProcessingException {
    return JSON.writeValueAsString(text);
  }

  private final Classifier classifier = Classifier.standard();

  @Test
  void whatIsRepeatedSaysNothingOfTheModelOrTheAccount() throws JsonProcessingException {
    List<String> wrong = new ArrayList<>();
    for (String written : WRITTEN) {
      for (String repeated : REPEATED) {
        for (Layout layout : LAYOUTS.values()) {
          String body = layout.of(repeated.formatted(written), written);
          for (Dialect dialect : Dialects.STANDARD.all()) {
            check(dialect, 400, body, wrong);
          }
        }
      }
    }
    assertEquals(List.of(), wrong.stream().limit(25).toList());
  }

  /** With every other status, each text in a third of the ways to repeat it. */
  @Test
  void norDoesItWithAnyOtherStatus() throws JsonProcessingException {
    List<String> wrong = new ArrayList<>();
    int turn = 0;
    for (String written : WRITTEN) {
      turn++;
      for (int way = turn % 3; way < REPEATED.size(); way += 3) {
        for (Layout layout : LAYOUTS.values()) {
          String body = layout.of(REPEATED.get(way).formatted(written), written);
          for (int status : List.of(403, 404, 410, 412, 413, 422, 500, 502, 503, 200)) {
            List<Dialect> all = Dialects.STANDARD.all();
            Dialect dialect = all.get((turn + way + status) % all.size());
            check(dialect, status, body, wrong);
          }
        }
      }
    }
    assertEquals(List.of(), wrong.stream().limit(25).toList());
  }

  /** Errors inside a 200 that say their status, or only their type. */
  @Test
  void norDoesItInsideAnAnswerOrAStream() throws JsonProcessingException {
    List<String> wrong = new ArrayList<>();
    for (Dialect dialect : Dialects.STANDARD.all()) {
      for (String kind : List.of("\"code\":400", "\"type\":\"invalid_request_error\"", "\"x\":1")) {
        for (String repeated : REPEATED) {
          for (String written : WRITTEN) {
            String body =
                "{\"error\":{%s,\"message\":%s}}"
                    .formatted(kind, quoted(repeated.formatted(written)));
            check(dialect, 200, body, wrong);
            note(
                dialect,
                0,
                body,
                classifier.classify(dialect.errors(), new Answer.StreamError(bytes(body))),
                wrong);
          }
        }
      }
    }
    assertEquals(List.of(), wrong.stream().limit(25).toList());
  }

  @Test
  void theThreeThatWereSeen() {
    assertEquals(
        Finding.REQUEST_REFUSED,
        finding(
            400,
            "{\"error\":{\"message\":\"Invalid schema for function 'get_aggregated_stats': None is not of type 'object'.\",\"type\":\"invalid_request_error\",\"param\":\"tools[0].function.parameters\",\"code\":\"invalid_function_parameters\"}}"));
    assertEquals(
        Finding.REQUEST_REFUSED,
        finding(
            400,
            "{\"error\":{\"message\":\"Failed to fetch image: 401 Client Error: Unauthorized for url: https://x.example/a.png\"}}"));
    assertEquals(
        Finding.REQUEST_REFUSED,
        finding(400, "{\"error\":{\"message\":\"Invalid message: the model was not found\"}}"));
  }

  private Finding finding(int status, String body) {
    return classifier
        .classify(new OpenAi().errors(), new Answer.Http(status, name -> null, bytes(body)))
        .finding();
  }

  private void check(Dialect dialect, int status, String body, List<String> wrong) {
    Evidence evidence =
        classifier.classify(dialect.errors(), new Answer.Http(status, name -> null, bytes(body)));
    note(dialect, status, body, evidence, wrong);
  }

  private static void note(
      Dialect dialect, int status, String body, Evidence evidence, List<String> wrong) {
    Subject subject = evidence.finding().subject();
    if (subject != Subject.REQUEST && subject != Subject.MOMENT) {
      wrong.add(dialect.name() + " " + status + " " + evidence.finding() + " " + body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
