package ai.gatewayz.gateway.chattomessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.StreamEvents;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Chunks are written with single quotes for double ones. */
class ChatToMessageEventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Asked ASKED = new Asked("asked", 11, List.of("END"));
  private static final String DONE = "data: [DONE]\n\n";

  private static String delta(String delta) {
    return chunk("{'index':0,'delta':" + delta + ",'finish_reason':null}");
  }

  private static String finish(String reason) {
    return chunk("{'index':0,'delta':{},'finish_reason':'" + reason + "'}");
  }

  private static String chunk(String choice) {
    return "data: {'id':'c1','model':'up','choices':[".replace('\'', '"')
        + choice.replace('\'', '"')
        + "]}\n\n";
  }

  private static String usage(String usage) {
    return ("data: {'id':'c1','choices':[],'usage':" + usage + "}\n\n").replace('\'', '"');
  }

  private static String call(int index, String members) {
    return delta("{'tool_calls':[{'index':" + index + "," + members + "}]}");
  }

  /** In pieces that end anywhere. */
  private static String translated(String stream, int... cuts) {
    StreamEvents events = new StreamEvents(true, new ChatToMessageEvents(ASKED));
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i == cuts.length ? bytes.length : cuts[i];
      events.feed(Arrays.copyOfRange(bytes, from, to));
      from = to;
      while (events.next()) {
        out.writeBytes(events.forCaller().copy());
      }
    }
    out.writeBytes(events.end());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<JsonNode> events(String stream) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String event : stream.split("\n\n")) {
      String[] lines = event.split("\n");
      assertEquals(2, lines.length, event);
      JsonNode data = JSON.readTree(lines[1].substring("data: ".length()));
      assertEquals("event: " + data.path("type").asText(), lines[0]);
      events.add(data);
    }
    return events;
  }

  /** Types, with the index of the block where there is one. */
  private static List<String> shape(String stream) throws Exception {
    return events(stream).stream()
        .map(
            event ->
                event.path("type").asText()
                    + (event.has("index") ? " " + event.path("index").asInt() : "")
                    + (event.has("delta") && event.at("/delta/type").isTextual()
                        ? " " + event.at("/delta/type").asText()
                        : "")
                    + (event.has("content_block")
                        ? " " + event.at("/content_block/type").asText()
                        : ""))
        .toList();
  }

  /** What the deltas of one block add up to. */
  private static String block(String stream, int index, String member) throws Exception {
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events(stream)) {
      if (event.path("index").asInt(-1) == index) {
        text.append(event.path("delta").path(member).asText(""));
      }
    }
    return text.toString();
  }

  @Test
  void theOrderOfEventsIsAnthropics() throws Exception {
    String stream =
        translated(
            delta("{'role':'assistant','content':''}")
                + delta("{'reasoning_content':'hm'}")
                + delta("{'content':'Hel'}")
                + delta("{'content':''}")
                + delta("{'content':'lo'}")
                + call(0, "'id':'a','function':{'name':'f','arguments':''}")
                + call(0, "'function':{'arguments':'{}'}")
                + finish("tool_calls")
                + usage(
                    "{'prompt_tokens':100,'completion_tokens':20,'prompt_tokens_details':{'cached_tokens':60}}")
                + DONE);
    assertEquals(
        List.of(
            "message_start",
            "content_block_start 0 thinking",
            "ping",
            "content_block_delta 0 thinking_delta",
            "content_block_delta 0 signature_delta",
            "content_block_stop 0",
            "content_block_start 1 text",
            "content_block_delta 1 text_delta",
            "content_block_delta 1 text_delta",
            "content_block_stop 1",
            "content_block_start 2 tool_use",
            "content_block_delta 2 input_json_delta",
            "content_block_stop 2",
            "message_delta",
            "message_stop"),
        shape(stream));
    List<JsonNode> events = events(stream);
    JsonNode start = events.getFirst().path("message");
    assertEquals("msg_c1", start.path("id").asText());
    assertEquals(11, start.at("/usage/input_tokens").asInt());
    assertTrue(start.path("content").isEmpty());
    JsonNode end = events.get(events.size() - 2);
    assertEquals("tool_use", end.at("/delta/stop_reason").asText());
    assertEquals(40, end.at("/usage/input_tokens").asInt());
    assertEquals(60, end.at("/usage/cache_read_input_tokens").asInt());
    assertEquals(20, end.at("/usage/output_tokens").asInt());
  }

  @Test
  void nothingIsSaidTwiceBehindTheEnd() throws Exception {
    String whole = translated(delta("{'content':'x'}") + finish("stop") + DONE);
    assertEquals(whole, translated(delta("{'content':'x'}") + finish("stop") + DONE + DONE));
    assertEquals(
        whole,
        translated(delta("{'content':'x'}") + finish("stop") + DONE + delta("{'content':'y'}")));
    // A provider that closes without [DONE] has said as much.
    assertEquals(whole, translated(delta("{'content':'x'}") + finish("stop")));
  }

  @Test
  void usageThatNobodyToldIsEstimated() throws Exception {
    List<JsonNode> events =
        events(translated(delta("{'content':'some words of an answer'}") + finish("stop") + DONE));
    JsonNode usage = events.get(events.size() - 2).path("usage");
    assertEquals(11, usage.path("input_tokens").asInt());
    assertTrue(usage.path("output_tokens").asInt() > 0);
  }

  @Test
  void charactersAndEscapesMayBeCutAnywhere() throws Exception {
    String stream =
        translated(
            call(0, "'id':'a','function':{'name':'f','arguments':'{\\\"a\\\":\\\"\\\\'}")
                + call(0, "'function':{'arguments':'n\\ud83d'}")
                + call(0, "'function':{'arguments':'\\ude00 ü\\\"}'}")
                + finish("tool_calls")
                + DONE);
    assertEquals("{\"a\":\"\\n😀 ü\"}", block(stream, 0, "partial_json"));
    String text =
        translated(
            delta("{'content':'\\ud83d'}") + delta("{'content':'\\ude00'}") + finish("stop"));
    assertEquals("😀", block(text, 0, "text"));
    assertEquals(
        "a\uFFFD",
        block(translated(delta("{'content':'a\\ud83d'}") + finish("length")), 0, "text"));
  }

  @Test
  void mixedCallsAreOneBlockAfterTheOther() throws Exception {
    String stream =
        translated(
            call(0, "'id':'a','function':{'name':'f','arguments':'{\\\"x\\\"'}")
                + call(1, "'id':'b','function':{'name':'g','arguments':'{\\\"y\\\"'}")
                + call(2, "'id':'c','function':{'name':'h','arguments':'{}'}")
                + call(1, "'function':{'arguments':':2}'}")
                + call(0, "'function':{'arguments':':1}'}")
                + finish("tool_calls")
                + DONE);
    assertEquals("{\"x\":1}", block(stream, 0, "partial_json"));
    assertEquals("{\"y\":2}", block(stream, 1, "partial_json"));
    assertEquals("{}", block(stream, 2, "partial_json"));
    List<String> shape = shape(stream);
    for (int i = 0; i < 3; i++) {
      assertEquals(
          shape.indexOf("content_block_start " + i + " tool_use") > 0,
          shape.indexOf("content_block_stop " + i) > 0);
      if (i > 0) {
        assertTrue(
            shape.indexOf("content_block_stop " + (i - 1))
                < shape.indexOf("content_block_start " + i + " tool_use"));
      }
    }
  }

  @Test
  void textWithinACallComesBehindIt() throws Exception {
    String stream =
        translated(
            call(0, "'id':'a','function':{'name':'f','arguments':'{'}")
                + delta("{'content':'so'}")
                + call(0, "'function':{'arguments':'}'}")
                + finish("tool_calls")
                + DONE);
    assertEquals("{}", block(stream, 0, "partial_json"));
    assertEquals("so", block(stream, 1, "text"));
  }

  @Test
  void aCallWithoutAnIdGetsOne() throws Exception {
    String stream =
        translated(call(0, "'function':{'name':'f','arguments':{'x':1}}") + finish("stop") + DONE);
    assertEquals("toolu_0_msg_c1", events(stream).get(1).at("/content_block/id").asText());
    assertEquals("{\"x\":1}", block(stream, 0, "partial_json"));
    assertTrue(stream.contains("\"stop_reason\":\"tool_use\""));
  }

  @Test
  void interleavedThoughtHasBlocksOfItsOwn() throws Exception {
    assertEquals(
        List.of("thinking", "text", "thinking", "tool_use"),
        events(
                translated(
                    delta("{'reasoning':'a'}")
                        + delta("{'content':'b'}")
                        + delta("{'reasoning':'c','reasoning_content':'c'}")
                        + call(0, "'id':'a','function':{'name':'f','arguments':'{}'}")
                        + finish("tool_calls")
                        + DONE))
            .stream()
            .filter(event -> event.has("content_block"))
            .map(event -> event.at("/content_block/type").asText())
            .toList());
  }

  @Test
  void refusalsAndStopSequencesAreReasons() throws Exception {
    assertTrue(
        translated(delta("{'refusal':'No.'}") + finish("stop"))
            .contains("\"stop_reason\":\"refusal\""));
    assertTrue(
        translated(
                delta("{'content':'x'}")
                    + chunk("{'index':0,'delta':{},'finish_reason':'stop','stop_reason':'END'}"))
            .contains("\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\""));
  }

  @Test
  void anErrorIsAnEventAndTheLast() throws Exception {
    ChatToMessageEvents form = new ChatToMessageEvents(ASKED);
    String event =
        new String(
            form.error(Failure.of(GatewayError.ANSWER_INTERRUPTED, "It broke."), "r1"),
            StandardCharsets.UTF_8);
    assertTrue(
        event.startsWith(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\""),
        event);
    assertTrue(event.contains("\"request_id\":\"r1\""), event);
    assertEquals(0, form.end().length);
    Bytes chunk =
        Bytes.of(
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}"
                .getBytes(StandardCharsets.UTF_8));
    assertTrue(form.write(form.read(chunk), chunk, chunk).isEmpty());
  }

  @Test
  void whereverAStreamIsCutItSaysTheSame() throws Exception {
    StringBuilder stream = new StringBuilder(delta("{'role':'assistant'}"));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      stream.append(
          switch (random.nextInt(4)) {
            case 0 -> delta("{'content':'wörd \\ud83d\\ude00 \\\"'}");
            case 1 -> delta("{'reasoning_content':'thought'}");
            case 2 -> ": comment\n\n";
            default ->
                call(
                    i,
                    "'id':'i"
                        + i
                        + "','function':{'name':'f','arguments':'{\\\"k\\\":"
                        + i
                        + "}'}");
          });
    }
    stream.append(finish("stop")).append(DONE);
    String whole = translated(stream.toString());
    assertFalse(whole.isEmpty());
    int length = stream.toString().getBytes(StandardCharsets.UTF_8).length;
    for (int round = 0; round < 300; round++) {
      int[] cuts = random.ints(1 + random.nextInt(40), 0, length).sorted().distinct().toArray();
      assertEquals(whole, translated(stream.toString(), cuts));
    }
  }
}
