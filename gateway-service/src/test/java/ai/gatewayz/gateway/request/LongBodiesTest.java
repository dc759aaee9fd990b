package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.featherless.Featherless;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of many megabytes: each is read in a time and a memory that grow no faster than it. */
class LongBodiesTest {

  private static final Duration PLENTY = Duration.ofMinutes(1);
  private static final int LONG = 20_000_000;
  private static final String MESSAGES = ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

  private static CompletionRequest scan(String body) {
    return assertTimeoutPreemptively(
        PLENTY, () -> RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Failure refused(String body) {
    return assertThrows(FailureException.class, () -> scan(body)).failure();
  }

  private static String many(int count, IntFunction<String> one) {
    return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(","));
  }

  @Test
  void aTextOfAnyLengthIsPassedOn() {
    String long20 = "x".repeat(LONG + 500_000);
    scan("{\"model\":\"a\",\"messages\":[{\"content\":\"" + long20 + "\"}]}");
    scan("{\"model\":\"a\",\"x\":\"" + long20 + "\"" + MESSAGES);
    assertTimeoutPreemptively(
        PLENTY,
        () ->
            RequestScanner.scan(
                Operation.EMBEDDINGS,
                ("{\"model\":\"a\",\"input\":\"" + long20 + "\\\"\"}")
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aTextWhereAnObjectBelongsIsRefused() {
    String text = "\"" + "x".repeat(LONG) + "\"";
    assertEquals("provider", refused("{\"model\":\"a\",\"provider\":" + text + MESSAGES).param());
    assertEquals("models", refused("{\"model\":\"a\",\"models\":" + text + MESSAGES).param());
    assertEquals("model", refused("{\"model\":" + text + MESSAGES).param());
    assertEquals(
        GatewayError.INVALID_JSON,
        refused("{\"model\":\"a\",\"provider\":{\"sort\":" + text + "}" + MESSAGES).error());
    assertEquals(
        GatewayError.INVALID_JSON,
        refused("{\"model\":\"a\",\"models\":[" + text + "]" + MESSAGES).error());
  }

  @Test
  void aProviderObjectIsShort() {
    String hosts = many(8_000, i -> "\"host" + i + "\":1");
    assertEquals(
        "provider", refused("{\"model\":\"a\",\"provider\":{" + hosts + "}" + MESSAGES).param());
    scan("{\"model\":\"a\",\"provider\":{\"x\":\"" + "y".repeat(8_000) + "\"}" + MESSAGES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 300, 40_000})
  void membersOfManyNamesAreRead(int length) {
    String more = "n".repeat(length);
    String members = many(9_600_000 / (length + 12), i -> "\"" + more + i + "\":0");
    assertEquals("a", scan("{\"model\":\"a\"," + members + MESSAGES).model());
    assertEquals("a", scan("{\"model\":\"a\",\"metadata\":{" + members + "}" + MESSAGES).model());
  }

  @Test
  void aMillionMessagesAreRead() {
    scan("{\"model\":\"a\",\"messages\":[" + many(1_000_000, i -> "{}") + "]}");
    scan("{\"model\":\"a\",\"stop\":[" + many(1_000_000, i -> "\"x\"") + "]" + MESSAGES);
    scan("{\"model\":\"a\",\"tools\":[" + many(1_000_000, i -> "{}") + "]" + MESSAGES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"role\":\"developer\"}", "{\"tool_calls\":null}"})
  void placesThatAreEditedAreBounded(String message) {
    String most = many(16_000, i -> message);
    CompletionRequest request = scan("{\"model\":\"a\",\"messages\":[" + most + "]}");
    Target target = new Target("b", new Featherless().body(), name -> false, false, false, false);
    assertTimeoutPreemptively(PLENTY, () -> request.bodyFor(target).bytes());
    assertEquals(
        "messages",
        refused("{\"model\":\"a\",\"messages\":[" + many(900_000, i -> message) + "]}").param());
  }

  @Test
  void depthAndDigitsAreBounded() {
    assertEquals(
        GatewayError.INVALID_JSON,
        refused("{\"model\":\"a\",\"x\":" + "[".repeat(5_000_000) + MESSAGES).error());
    String digits = "1".repeat(300_000);
    for (String number :
        new String[] {digits, "0." + digits, "1e" + digits, "\"" + digits + "\""}) {
      assertEquals(
          400,
          refused(
                  "{\"model\":\"a\",\"provider\":{\"max_price\":{\"prompt\":"
                      + number
                      + "}}"
                      + MESSAGES)
              .error()
              .status());
    }
  }

  @Test
  void aTextWithoutAnEndIsNoJson() {
    for (String body :
        new String[] {
          "{\"model\":\"a\",\"x\":\"", "{\"model\":\"a\",\"x\":\"\\", "{\"model\":\"", "{\"model"
        }) {
      assertEquals(GatewayError.INVALID_JSON, refused(body).error(), body);
    }
    assertEquals(
        GatewayError.INVALID_JSON,
        assertThrows(
                FailureException.class,
                () ->
                    RequestScanner.scan(
                        Operation.COMPLETIONS,
                        "{\"model\":\"a\",\"prompt\":\"x\\".getBytes(StandardCharsets.UTF_8)))
            .failure()
            .error());
  }
}
