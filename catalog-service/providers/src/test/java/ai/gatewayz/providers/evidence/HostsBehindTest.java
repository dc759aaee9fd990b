package ai.gatewayz.providers.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.huggingface.HuggingFace;
import ai.gatewayz.providers.openai.OpenAi;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.portkey.Portkey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gateways pass on what hosts behind them say: that is about the hosts' accounts, not ours. */
class HostsBehindTest {

  private final Classifier classifier = Classifier.standard();

  /** Status: what it says of us, what a host means by it. */
  private static final Map<Integer, List<Finding>> MEANT =
      Map.of(
          401, List.of(Finding.KEY_REJECTED, Finding.SERVER_ERROR),
          402, List.of(Finding.CREDITS_EXHAUSTED, Finding.SERVER_ERROR),
          403, List.of(Finding.PERMISSION_DENIED, Finding.SERVER_ERROR),
          413, List.of(Finding.CONTEXT_TOO_LONG, Finding.REQUEST_REFUSED),
          429, List.of(Finding.RATE_LIMITED, Finding.OVERLOADED));

  private static final Map<Integer, String> WORDS =
      Map.of(
          401, "Unauthorized",
          402, "Payment required",
          403, "Forbidden",
          413, "Payload too large",
          429, "Rate limit reached");

  /** Marks of a host, and the dialects whose marks they are. */
  private record Mark(String name, String body, List<Dialect> dialects) {}

  private static final List<Dialect> ALL = Dialects.STANDARD.all();

  private static final List<Mark> MARKS =
      List.of(
          new Mark(
              "provider_name and raw",
              "{\"error\":{\"code\":%d,\"message\":\"Provider returned error\",\"metadata\":{\"provider_name\":\"Acme\",\"raw\":\"%s\"}}}",
              ALL),
          new Mark(
              "provider_name alone",
              "{\"error\":{\"code\":%d,\"message\":\"%s\",\"metadata\":{\"provider_name\":\"Acme\"}}}",
              ALL),
          new Mark(
              "raw as JSON, with a code of its own",
              "{\"error\":{\"code\":%d,\"message\":\"Provider returned error\",\"metadata\":{\"provider_name\":\"Acme\",\"raw\":\"{\\\"error\\\":{\\\"message\\\":\\\"%s\\\",\\\"code\\\":\\\"invalid_api_key\\\"}}\"}}}",
              ALL),
          new Mark(
              "portkey's provider",
              "{\"error\":{\"status\":%d,\"message\":\"%s\"},\"provider\":\"fireworks-ai\"}",
              List.of(new Portkey())),
          new Mark(
              "portkey's prefix",
              "{\"error\":{\"status\":%d,\"message\":\"fireworks-ai error: %s\"}}",
              List.of(new Portkey())));

  @TestFactory
  List<DynamicTest> aHostsAccountIsNotOurs() {
    List<DynamicTest> tests = new ArrayList<>();
    MEANT.forEach(
        (status, meant) -> {
          for (Mark mark : MARKS) {
            String body = mark.body().formatted(status, WORDS.get(status));
            for (Dialect dialect : mark.dialects()) {
              everywhere(status, body)
                  .forEach(
                      (where, answer) ->
                          tests.add(
                              test(dialect, status, mark.name(), where, answer, meant.get(1))));
            }
          }
          String own =
              "{\"error\":{\"code\":%d,\"message\":\"%s\"}}".formatted(status, WORDS.get(status));
          for (Dialect dialect : ALL) {
            everywhere(status, own)
                .forEach(
                    (where, answer) ->
                        tests.add(test(dialect, status, "no mark", where, answer, meant.get(0))));
          }
        });
    return tests;
  }

  private DynamicTest test(
      Dialect dialect, int status, String mark, String where, Answer answer, Finding meant) {
    return DynamicTest.dynamicTest(
        "%s %d %s, %s".formatted(dialect.name(), status, mark, where),
        () -> assertEquals(meant, classifier.classify(dialect.errors(), answer).finding()));
  }

  private static Map<String, Answer> everywhere(int status, String body) {
    return Map.of(
        "as an answer", http(status, body, name -> null),
        "inside a 200", http(200, body, name -> null),
        "in a stream", new Answer.StreamError(body.getBytes(StandardCharsets.UTF_8)),
        "first in a stream", http(200, "data: " + body + "\n\n", name -> null));
  }

  private static Answer http(int status, String body, Function<String, String> headers) {
    return new Answer.Http(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** In no recording does the router's own error have this header, and every partner's does. */
  @Test
  void thePartnerOfHuggingFacesRouterIsNamedInAHeader() {
    MEANT.forEach(
        (status, meant) -> {
          String body = "{\"error\":{\"message\":\"%s\"}}".formatted(WORDS.get(status));
          Answer answer = http(status, body, Map.of("x-inference-provider", "together")::get);
          assertEquals(
              meant.get(1), classifier.classify(new HuggingFace().errors(), answer).finding());
          assertEquals(meant.get(0), classifier.classify(new OpenAi().errors(), answer).finding());
        });
  }

  @Test
  void aFullHostTellsItsWait() {
    String body = MARKS.getFirst().body().formatted(429, "Please retry shortly");
    Evidence evidence =
        classifier.classify(
            new OpenRouter().errors(), http(429, body, Map.of("retry-after", "7")::get));
    assertEquals(Optional.of(Duration.ofSeconds(7)), evidence.retryAfter());
    String inside =
        "{\"error\":{\"code\":429,\"message\":\"x\",\"metadata\":{\"provider_name\":\"Acme\",\"headers\":{\"Retry-After\":\"5\"}}}}";
    assertEquals(
        Optional.of(Duration.ofSeconds(5)),
        classifier
            .classify(new OpenRouter().errors(), http(200, inside, name -> null))
            .retryAfter());
  }

  @Test
  void whatAHostSaysOfTheRequestCounts() {
    assertEquals(
        Finding.CONTEXT_TOO_LONG,
        openRouter(413, "This model's maximum context length is 8192 tokens."));
    assertEquals(
        Finding.CONTEXT_TOO_LONG,
        openRouter(403, "Input tokens + max_tokens exceed the context length of the model"));
    assertEquals(
        Finding.CONTENT_REFUSED, openRouter(400, "The input was flagged by the safety system"));
    assertEquals(Finding.SERVER_ERROR, openRouter(404, "model not found"));
    assertEquals(Finding.REQUEST_REFUSED, openRouter(400, "model not found"));
  }

  @Test
  void aNameThatIsNullIsNoHost() {
    String body =
        "{\"error\":{\"code\":402,\"message\":\"Insufficient credits\",\"metadata\":{\"provider_name\":null}}}";
    assertEquals(
        Finding.CREDITS_EXHAUSTED,
        classifier.classify(new OpenRouter().errors(), http(402, body, name -> null)).finding());
  }

  @Test
  void theModelOfPortkeysOnlyHostMayBeGone() {
    String body =
        "{\"error\":{\"message\":\"openai error: The model `gpt-9` does not exist\",\"code\":\"model_not_found\"},\"provider\":\"openai\"}";
    assertEquals(
        Finding.MODEL_GONE,
        classifier.classify(new Portkey().errors(), http(404, body, name -> null)).finding());
  }

  @Test
  void portkeysOwnWordsAreAboutUs() {
    String body = "{\"status\":\"failure\",\"message\":\"Portkey Error: Invalid API Key.\"}";
    assertEquals(
        Finding.KEY_REJECTED,
        classifier.classify(new Portkey().errors(), http(401, body, name -> null)).finding());
  }

  private Finding openRouter(int status, String raw) {
    String body = MARKS.getFirst().body().formatted(status, raw);
    return classifier
        .classify(new OpenRouter().errors(), http(status, body, name -> null))
        .finding();
  }
}
