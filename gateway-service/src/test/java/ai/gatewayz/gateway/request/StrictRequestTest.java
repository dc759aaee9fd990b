package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.providers.dialect.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be read in two ways is not read in one of them. */
class StrictRequestTest {

  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  private static CompletionRequest scan(String body) {
    return RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
  }

  private static CompletionRequest with(String member) {
    return scan("{\"model\":\"m\"," + MESSAGES + "," + member + "}");
  }

  private static Failure refused(String member) {
    Failure failure = assertThrows(FailureException.class, () -> with(member), member).failure();
    assertEquals(GatewayError.INVALID_FIELD, failure.error(), member);
    return failure;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "0", "{}", "[true]", "\"\""})
  void aSwitchIsTrueOrFalse(String odd) {
    assertEquals("stream", refused("\"stream\":" + odd).param());
    assertEquals(
        "stream_options.include_usage",
        refused("\"stream_options\":{\"include_usage\":" + odd + "}").param());
    if (!odd.equals("{}")) {
      assertEquals("stream_options", refused("\"stream_options\":" + odd).param());
    }
  }

  @Test
  void nullIsAsGoodAsFalse() {
    assertFalse(with("\"stream\":null").stream());
    assertFalse(with("\"stream_options\":null").includeUsage());
    assertFalse(with("\"stream_options\":{\"include_usage\":null}").includeUsage());
    assertTrue(with("\"stream_options\":{\"include_usage\":true}").includeUsage());
  }

  @Test
  void noNameIsThereInTwoSpellings() {
    for (String name :
        List.of(
            "model",
            "models",
            "provider",
            "stream",
            "stream_options",
            "messages",
            "tools",
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "response_format",
            "reasoning",
            "reasoning_effort",
            "thinking")) {
      for (String other :
          List.of(
              name.toUpperCase(java.util.Locale.ROOT),
              name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1),
              name.replace('s', '\u017f').replace('k', '\u212a'))) {
        if (!other.equals(name)) {
          Failure failure = refused("\"" + other + "\":1");
          assertEquals(name, failure.param());
          assertTrue(failure.message().contains(other), failure.message());
          assertTrue(failure.message().contains(name), failure.message());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"model\":\"m\"|model",
        "\"mod\\u0065l\":\"m\"|model",
        "\"messages\":[{}]|messages",
        "\"stream\":true,\"stream\":true|stream",
        "\"stream\":true,\"x\":1,\"stream\":false|stream",
        "\"max_tokens\":1,\"max_tokens\":2|max_tokens",
        "\"provider\":{},\"provider\":{}|provider",
        "\"provider\":{\"zdr\":true,\"ZDR\":false}|provider.zdr",
        "\"provider\":{\"only\":[\"a\"],\"only\":[\"b\"]}|provider.only",
        "\"provider\":{\"max_price\":{\"prompt\":1,\"Prompt\":9}}|provider.max_price.prompt",
        "\"provider\":{\"sort\":{\"by\":\"price\",\"by\":\"latency\"}}|provider.sort.by",
        "\"stream_options\":{\"include_usage\":true,\"Include_Usage\":false}|stream_options.include_usage",
        "\"stream_options\":{\"include_usage\":true,\"include_usage\":true}|stream_options.include_usage",
        "\"response_format\":{\"type\":\"json_schema\",\"TYPE\":\"text\"}|response_format.type",
        "\"reasoning_effort\":\"none\",\"reasoning_effort\":\"high\"|reasoning_effort",
        "\"reasoning\":{\"enabled\":true,\"Enabled\":false}|reasoning.enabled",
        "\"reasoning\":{\"effort\":\"none\",\"effort\":\"high\"}|reasoning.effort",
        "\"thinking\":{\"type\":\"enabled\",\"type\":\"disabled\"}|thinking.type",
      })
  void noNameIsThereTwice(String members, String param) {
    Failure failure = refused(members);
    assertEquals(param, failure.param());
    assertTrue(failure.message().contains(param), failure.message());
  }

  @Test
  void soInMessages() {
    for (String message :
        List.of(
            "{\"role\":\"user\",\"role\":\"developer\",\"content\":\"x\"}",
            "{\"role\":\"user\",\"content\":\"x\",\"Content\":\"y\"}",
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"text\":\"y\"}]}")) {
      assertThrows(
          FailureException.class,
          () -> scan("{\"model\":\"m\",\"messages\":[" + message + "]}"),
          message);
    }
  }

  @Test
  void namesOfOthersAreTheirs() {
    assertEquals(
        "m",
        with("\"Model_Name\":1,\"x\":1,\"x\":2,\"X\":3,\"Prompt\":1,\"metadata\":{\"model\":1,\"Model\":2}")
            .model());
  }

  /** A number of a gigabyte is written in eleven characters. */
  @Test
  void noNumberCostsMoreThanItsText() {
    String digits = "9".repeat(300_000);
    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          for (String price :
              List.of(
                  "\"" + digits + "\"",
                  "\"1e999999999\"",
                  "1e999999999",
                  "1e-999999999",
                  "\"1e-2147483648\"",
                  "\"0." + digits + "\"",
                  "1E400",
                  "\"\"",
                  "true",
                  "null")) {
            for (String name : List.of("prompt", "completion")) {
              String member = "\"provider\":{\"max_price\":{\"" + name + "\":" + price + "}}";
              assertEquals("provider.max_price." + name, refused(member).param());
            }
          }
          for (String number : List.of(digits, "-" + digits, digits + ".5", "0." + digits)) {
            for (String name : List.of("max_tokens", "seed", "temperature", "other")) {
              try {
                assertEquals(0, with("\"" + name + "\":" + number).maxTokens());
              } catch (FailureException tooLong) {
                assertEquals(400, tooLong.failure().error().status());
              }
            }
            assertThrows(
                FailureException.class,
                () -> with("\"provider\":{\"max_price\":{\"prompt\":" + number + "}}"));
          }
        });
  }
}
