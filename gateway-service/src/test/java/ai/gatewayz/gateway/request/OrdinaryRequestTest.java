package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.dialect.Operation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may send so that what it meets is held against the offer at once. */
class OrdinaryRequestTest {

  private static boolean ordinary(Operation operation, String body) {
    return RequestScanner.scan(operation, body.getBytes(StandardCharsets.UTF_8)).ordinary();
  }

  private static boolean with(String member) {
    return ordinary(
        Operation.CHAT,
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]"
            + (member.isEmpty() ? "" : ",")
            + member
            + "}");
  }

  private static boolean of(String messages) {
    return ordinary(Operation.CHAT, "{\"model\":\"m\",\"messages\":[" + messages + "]}");
  }

  private static String message(String role, String content) {
    return "{\"role\":\"" + role + "\",\"content\":" + content + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"stream\":true",
        "\"stream\":false",
        "\"stream\":true,\"stream_options\":{\"include_usage\":true}",
        "\"max_tokens\":16",
        "\"max_tokens\":4096",
        "\"stream\":true,\"max_completion_tokens\":32768",
        "\"temperature\":0,\"top_p\":1,\"n\":1,\"seed\":42",
        "\"temperature\":0.7,\"top_p\":0.95,\"frequency_penalty\":0,\"presence_penalty\":-0.5",
        "\"stop\":\"END\",\"user\":\"someone\"",
        "\"stop\":[\"a\",\"b\"]",
        "\"models\":[\"another\"]",
      })
  void whatEveryModelTakesIsOrdinary(String member) {
    assertTrue(with(member), member);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[]",
        "\"tools\":[{\"type\":\"function\"}]",
        "\"tool_choice\":\"none\"",
        "\"response_format\":{\"type\":\"text\"}",
        "\"provider\":{}",
        "\"provider\":null",
        "\"anything\":1",
        "\"Temperature\":1",
        "\"logprobs\":true",
        "\"reasoning_effort\":\"high\"",
        "\"metadata\":{}",
        "\"stream\":null",
        "\"stream_options\":null",
        "\"stream_options\":{\"include_usage\":null}",
        "\"stream_options\":{\"other\":true}",
        "\"max_tokens\":15",
        "\"max_tokens\":0",
        "\"max_tokens\":-1",
        "\"max_tokens\":4097",
        "\"stream\":true,\"max_tokens\":32769",
        "\"max_tokens\":\"100\"",
        "\"max_tokens\":100.0",
        "\"max_tokens\":null",
        "\"max_tokens\":99999999999999999999",
        "\"max_tokens\":100,\"max_completion_tokens\":100",
        "\"max_output_tokens\":100",
        "\"temperature\":2.1",
        "\"temperature\":-0.1",
        "\"temperature\":\"1\"",
        "\"temperature\":null",
        "\"temperature\":1e999999999",
        "\"temperature\":0.00000000000000000000000000000000000000001",
        "\"top_p\":1.5",
        "\"n\":2",
        "\"n\":1.0",
        "\"seed\":-1",
        "\"seed\":2147483648",
        "\"stop\":\"\"",
        "\"stop\":[]",
        "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]",
        "\"stop\":[[\"a\"]]",
        "\"user\":7",
        "\"user\":\"\"",
        "\"presence_penalty\":3",
      })
  void whatSomeRefuseIsNot(String member) {
    assertFalse(with(member), member);
  }

  @Test
  void turnsAreOfPlainText() {
    String system = message("system", "\"Be brief.\"");
    String user = message("user", "\"Hello \\u00e9 \\ud83d\\ude00 世界\\n\\t\\\"x\\\"\"");
    String assistant = message("assistant", "\"Hi\"");
    String parts = message("user", "[{\"type\":\"text\",\"text\":\"Hello\"}]");
    assertTrue(of(user));
    assertTrue(of(system + "," + user));
    assertTrue(of(system + "," + user + "," + assistant + "," + parts));

    assertFalse(of(user + "," + system), "system after the first");
    assertFalse(of(user + "," + user), "two users in a row");
    assertFalse(of(assistant + "," + user), "an assistant first");
    assertFalse(of(user + "," + assistant), "an assistant last");
    assertFalse(of(system), "nobody asks");
    assertFalse(of(message("developer", "\"x\"")));
    assertFalse(of(message("tool", "\"x\"")));
    assertFalse(of(message("User", "\"x\"")));
    assertFalse(of("{\"content\":\"x\"}"));
    assertFalse(of("{\"role\":\"user\"}"));
    assertFalse(of("{\"role\":1,\"content\":\"x\"}"));
    assertFalse(of("{\"role\":\"user\",\"content\":\"x\",\"name\":\"me\"}"));
    assertFalse(of(message("user", "null")));
    assertFalse(of(message("user", "{}")));
    assertFalse(of(message("user", "\"\"")));
    assertFalse(of(message("user", "\" \"")));
    assertFalse(of(message("user", "[]")));
    assertFalse(of(message("user", "[\"x\"]")));
    assertFalse(of(message("user", "[{\"type\":\"text\"}]")));
    assertFalse(of(message("user", "[{\"type\":\"text\",\"text\":7}]")));
    assertFalse(of(message("user", "[{\"type\":\"text\",\"text\":\"x\",\"cache_control\":{}}]")));
    assertFalse(of(message("user", "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]")));
    assertFalse(of(message("user", "[{\"type\":\"image_url\",\"text\":\"x\"}]")));
    assertFalse(of(message("user", "\"a\\u0000b\"")), "a control character");
    assertFalse(of(message("user", "\"a\\ud83d\"")), "half a pair");
  }

  @Test
  void amountsAreUsual() {
    String turn = message("user", "\"x\"") + "," + message("assistant", "\"y\"") + ",";
    assertTrue(of(turn.repeat(31) + message("user", "\"x\"")));
    assertFalse(of(turn.repeat(32) + message("user", "\"x\"")));
    assertTrue(of(message("user", "\"" + "word ".repeat(6_000) + "\"")));
    assertFalse(of(message("user", "\"" + "word ".repeat(7_000) + "\"")));
  }

  @Test
  void promptsAndInputsAreTexts() {
    assertTrue(ordinary(Operation.COMPLETIONS, "{\"model\":\"m\",\"prompt\":\"x\"}"));
    assertFalse(ordinary(Operation.COMPLETIONS, "{\"model\":\"m\",\"prompt\":[\"x\"]}"));
    assertFalse(ordinary(Operation.COMPLETIONS, "{\"model\":\"m\",\"prompt\":[1,2]}"));
    assertFalse(
        ordinary(Operation.COMPLETIONS, "{\"model\":\"m\",\"prompt\":\"x\",\"echo\":true}"));
    assertTrue(ordinary(Operation.EMBEDDINGS, "{\"model\":\"m\",\"input\":\"x\"}"));
    assertTrue(ordinary(Operation.EMBEDDINGS, "{\"model\":\"m\",\"input\":[\"x\",\"y\"]}"));
    assertFalse(ordinary(Operation.EMBEDDINGS, "{\"model\":\"m\",\"input\":[]}"));
    assertFalse(ordinary(Operation.EMBEDDINGS, "{\"model\":\"m\",\"input\":[[1]]}"));
    assertFalse(ordinary(Operation.EMBEDDINGS, "{\"model\":\"m\",\"input\":[\"x\",\"\"]}"));
    assertFalse(
        ordinary(Operation.EMBEDDINGS, "{\"model\":\"m\",\"input\":\"x\",\"dimensions\":8}"));
  }
}
