package ai.gatewayz.gateway.chattomessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.whole.GarbledException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatToMessageTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Asked ASKED = new Asked("asked", 11, List.of("END"));
  private static final Usage USAGE = new Usage(100, 20, 60, 30, 5, null);

  private static JsonNode of(String message, String more) throws Exception {
    return of(message, more, USAGE);
  }

  private static JsonNode of(String message, String more, Usage usage) throws Exception {
    String chat =
        "{'id':'c1','model':'up','choices':[{'index':0,'message':" + message + "," + more + "}]}";
    byte[] bytes = chat.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return JSON.readTree(ChatToMessage.of(Bytes.of(bytes), usage, 7, ASKED));
  }

  private static JsonNode json(String json) throws Exception {
    return JSON.readTree(json.replace('\'', '"'));
  }

  private static String call(String id, String arguments) {
    return "{'id':"
        + id
        + ",'type':'function','function':{'name':'f','arguments':"
        + arguments
        + "}}";
  }

  @Test
  void aMessageHasAllThatItsClientsRead() throws Exception {
    assertEquals(
        json(
            "{'id':'msg_c1','type':'message','role':'assistant','model':'up','content':["
                + "{'type':'thinking','thinking':'hm','signature':''},{'type':'text','text':'hi'}],"
                + "'stop_reason':'end_turn','stop_sequence':null,"
                + "'usage':{'input_tokens':10,'cache_creation_input_tokens':30,"
                + "'cache_read_input_tokens':60,'output_tokens':20}}"),
        of(
            "{'role':'assistant','content':'hi','reasoning_content':'hm'}",
            "'finish_reason':'stop'"));
  }

  @Test
  void whatNobodyCountedIsEstimated() throws Exception {
    JsonNode usage = of("{'content':'hi'}", "'finish_reason':'stop'", null).path("usage");
    assertEquals(11, usage.path("input_tokens").asInt());
    assertEquals(7, usage.path("output_tokens").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'finish_reason':'stop' | end_turn |",
        "'finish_reason':'length' | max_tokens |",
        "'finish_reason':'content_filter' | refusal |",
        "'finish_reason':'stop','stop_reason':'END' | stop_sequence | END",
        "'finish_reason':'stop','matched_stop':'END' | stop_sequence | END",
        "'finish_reason':'stop','stop_reason':'other' | end_turn |",
        "'finish_reason':'stop','stop_reason':128001 | end_turn |",
        "'finish_reason':null | end_turn |"
      })
  void theReasonOfTheEndIsSaid(String finish, String reason, String sequence) throws Exception {
    JsonNode message = of("{'content':'hi'}", finish);
    assertEquals(reason, message.path("stop_reason").asText());
    assertEquals(
        sequence == null ? "null" : sequence, message.path("stop_sequence").asText("null"));
  }

  @Test
  void aRefusalIsTextAndAReason() throws Exception {
    JsonNode message = of("{'content':null,'refusal':'No.'}", "'finish_reason':'stop'");
    assertEquals("No.", message.at("/content/0/text").asText());
    assertEquals("refusal", message.path("stop_reason").asText());
  }

  @Test
  void parallelCallsKeepTheirOrderAndTheirIds() throws Exception {
    JsonNode message =
        of(
            "{'content':'','tool_calls':["
                + call("'a'", "'{\\\"x\\\":1.50}'")
                + ","
                + call("null", "''")
                + ","
                + call("'c'", "{'y':[]}")
                + "]}",
            "'finish_reason':'stop'");
    assertEquals(
        json(
            "[{'type':'tool_use','id':'a','name':'f','input':{'x':1.50}},"
                + "{'type':'tool_use','id':'toolu_1_msg_c1','name':'f','input':{}},"
                + "{'type':'tool_use','id':'c','name':'f','input':{'y':[]}}]"),
        message.path("content"));
    assertEquals("tool_use", message.path("stop_reason").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'{\\\"x\\\":'", "'[1]'", "'null'", "'word'"})
  void argumentsThatNoToolCouldTakeAreNoAnswer(String arguments) {
    assertThrows(
        GarbledException.class,
        () ->
            of(
                "{'content':'','tool_calls':[" + call("'a'", arguments) + "]}",
                "'finish_reason':'tool_calls'"));
  }

  @Test
  void aCallThatTheLimitCutIsLeftOut() throws Exception {
    JsonNode message =
        of(
            "{'content':'hi','tool_calls':[" + call("'a'", "'{\\\"x\\\":'") + "]}",
            "'finish_reason':'length'");
    assertEquals(1, message.path("content").size());
    assertEquals("max_tokens", message.path("stop_reason").asText());
  }

  @Test
  void halfOfACharacterIsNoReasonToFail() throws Exception {
    assertEquals(
        "a?",
        of("{'content':'a\\ud83d'}", "'finish_reason':'stop'").at("/content/0/text").asText());
  }
}
