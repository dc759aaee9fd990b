package ai.gatewayz.gateway.tochat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.messagestochat.MessagesToChat;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.responsestochat.ResponsesToChat;
import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers that no type of Java holds are passed on or refused, never stumbled over. */
class HugeNumbersTest {

  private static final List<String> PLACES =
      List.of(
          "\"temperature\":@",
          "\"max_tokens\":@",
          "\"max_output_tokens\":@",
          "\"top_p\":@",
          "\"n\":@",
          "\"stream\":@",
          "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":@}",
          "\"reasoning\":{\"max_tokens\":@}",
          "\"provider\":{\"max_price\":{\"prompt\":@,\"completion\":1}}",
          "\"metadata\":{\"user_id\":@}",
          "\"tools\":[{\"name\":\"a\",\"input_schema\":{\"maximum\":@}}]",
          "\"anything\":[@,@]");

  private static final List<String> VALUES =
      List.of(
          "9".repeat(300_000),
          "0." + "0".repeat(300_000) + "1",
          "9".repeat(900),
          "1e600000000",
          "-1e600000000",
          "1e-600000000",
          "1E+2147483647",
          "1E-2147483648",
          "10E2147483647",
          "0.1E-2147483647",
          "1e" + "9".repeat(30_000),
          "0e" + "9".repeat(300));

  @Test
  void arePassedOnOrRefused() {
    List<String> stumbled = new ArrayList<>();
    for (String place : PLACES) {
      for (String value : VALUES) {
        String field = place.replace("@", value);
        for (String body :
            List.of(
                "{\"model\":\"m\","
                    + field
                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "{\"model\":\"m\"," + field + ",\"input\":\"Hi\"}")) {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          try {
            if (body.contains("messages")) {
              MessagesToChat.of(bytes, bytes.length);
            } else {
              ResponsesToChat.of(bytes, bytes.length);
            }
          } catch (FailureException refused) {
            // with words for the caller
          } catch (RuntimeException e) {
            stumbled.add(place + " " + value.substring(0, Math.min(20, value.length())) + " " + e);
          }
        }
      }
    }
    assertEquals(List.of(), stumbled);
  }

  @Test
  void ofAnAnswerMakeItNone() {
    for (String value : VALUES) {
      byte[] answer = ("{\"created\":" + value + "}").getBytes(StandardCharsets.UTF_8);
      JsonNode read = Trees.answer(Bytes.of(answer));
      assertTrue(read.isMissingNode() || read.path("created").isNumber());
    }
  }

  @Test
  void ofAToolsArgumentsMakeThemNoObject() {
    for (String value : VALUES) {
      JsonNode read = Trees.arguments("{\"input\":" + value + "}");
      assertTrue(read.isMissingNode() || read.path("input").isNumber());
    }
  }
}
