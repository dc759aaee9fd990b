package ai.gatewayz.gateway.chattoresponses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Chunks are written with single quotes for double ones. */
class ChatToResponseEventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Asked ASKED =
      new Asked(
          "asked",
          11,
          "{\"instructions\":\"i\"}".getBytes(StandardCharsets.UTF_8),
          Set.of("t"),
          true,
          77);
  private static final String DONE = "data: [DONE]\n\n";

  private static String delta(String delta) {
    return chunk("{'index':0,'delta':" + delta + ",'finish_reason':null}");
  }

  private static String finish(String reason) {
    return chunk("{'index':0,'delta':{},'finish_reason':'" + reason + "'}");
  }

  private static String chunk(String choice) {
    return ("data: {'id':'c1','model':'up','created':5,'choices':[" + choice + "]}\n\n")
        .replace('\'', '"');
  }

  private static String call(int index, String members) {
    return delta("{'tool_calls':[{'index':" + index + "," + members + "}]}");
  }

  private static String translated(String stream, int... cuts) {
    StreamEvents events = new StreamEvents(true, new ChatToResponseEvents(ASKED));
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

  /** The more is put out, the more is kept for the end; ids and names are no way around that. */
  @Test
  void whatIsKeptForTheEndIsTold() {
    ChatToResponseEvents form = new ChatToResponseEvents(ASKED);
    StreamEvents events = new StreamEvents(true, form);
    String id = "i".repeat(100_000);
    String start = chunk("{'index':0,'delta':{'content':'" + "x".repeat(20_000) + "'}}");
    events.feed(start.replace("\"c1\"", '"' + id + '"').getBytes(StandardCharsets.UTF_8));
    assertTrue(events.next());
    events.read();
    String said = new String(events.forCaller().copy(), StandardCharsets.UTF_8);
    assertFalse(said.contains(id));
    assertTrue(events.memory() > 4 * 20_000, () -> "" + events.memory());
    long before = form.held();
    for (int i = 0; i < 100; i++) {
      events.feed(
          call(i, "'id':'" + id + "','function':{'name':'f'}").getBytes(StandardCharsets.UTF_8));
      assertTrue(events.next());
      events.read();
    }
    assertTrue(form.held() - before > 100 * 1_024, () -> "" + form.held());
  }

  @Test
  void anEventThatIsTooLargeToBeTranslatedIsNoPartOfTheAnswer() {
    ChatToResponseEvents form = new ChatToResponseEvents(ASKED);
    String many = "{},".repeat(60_000);
    String large = chunk("{'index':0,'delta':{'content':'x','extra':[" + many + "{}]}}");
    String data = large.substring("data: ".length()).strip();
    assertEquals(new Chunk.Garbage(), form.read(Bytes.of(data.getBytes(StandardCharsets.UTF_8))));
  }

  private static List<JsonNode> events(String stream) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String event : stream.split("\n\n")) {
      String[] lines = event.split("\n");
      JsonNode data = JSON.readTree(lines[1].substring("data: ".length()));
      assertEquals("event: " + data.path("type").asText(), lines[0]);
      assertEquals(events.size(), data.path("sequence_number").asInt(-1));
      events.add(data);
    }
    return events;
  }

  private static List<String> types(String stream) throws Exception {
    return events(stream).stream().map(event -> event.path("type").asText()).toList();
  }

  private static final String ALL =
      delta("{'role':'assistant','content':''}")
          + delta("{'reasoning_content':'hm'}")
          + delta("{'content':'Hel'}")
          + delta("{'content':'lo'}")
          + call(0, "'id':'a','function':{'name':'f','arguments':'{'}")
          + call(1, "'id':'b','function':{'name':'t','arguments':'{\\\"input\\\":\\\"ra'}")
          + call(0, "'function':{'arguments':'}'}")
          + call(1, "'function':{'arguments':'w\\\"}'}")
          + finish("tool_calls")
          + ("data: {'id':'c1','choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3,"
                  + "'prompt_tokens_details':{'cached_tokens':4},'completion_tokens_details':{'reasoning_tokens':1}}}\n\n")
              .replace('\'', '"')
          + DONE;

  @Test
  void theOrderOfEventsIsOpenAis() throws Exception {
    assertEquals(
        List.of(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.reasoning_summary_part.added",
            "response.reasoning_summary_text.delta",
            "response.reasoning_summary_text.done",
            "response.reasoning_summary_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.custom_tool_call_input.delta",
            "response.custom_tool_call_input.done",
            "response.output_item.done",
            "response.completed"),
        types(translated(ALL)));
  }

  @Test
  void theLastEventRepeatsAllThatWasPutOut() throws Exception {
    JsonNode response = events(translated(ALL)).getLast().path("response");
    assertEquals("resp_c1", response.path("id").asText());
    assertEquals("completed", response.path("status").asText());
    assertEquals("i", response.path("instructions").asText());
    assertEquals(
        List.of("reasoning", "message", "function_call", "custom_tool_call"),
        response.findParents("id").stream()
            .filter(item -> item.has("type"))
            .map(item -> item.path("type").asText())
            .toList());
    assertEquals("hm", response.at("/output/0/summary/0/text").asText());
    assertTrue(response.at("/output/0/encrypted_content").isTextual());
    assertEquals("Hello", response.at("/output/1/content/0/text").asText());
    assertEquals("{}", response.at("/output/2/arguments").asText());
    assertEquals("raw", response.at("/output/3/input").asText());
    assertEquals(9, response.at("/usage/input_tokens").asInt());
    assertEquals(4, response.at("/usage/input_tokens_details/cached_tokens").asInt());
    assertEquals(1, response.at("/usage/output_tokens_details/reasoning_tokens").asInt());
  }

  @Test
  void aWholeAnswerSaysTheSameAsItsStream() throws Exception {
    String chat =
        ("{'id':'c1','model':'up','created':5,'choices':[{'index':0,'message':{'reasoning_content':'hm','content':'Hello','tool_calls':["
                + "{'id':'a','function':{'name':'f','arguments':'{}'}},{'id':'b','function':{'name':'t','arguments':'{\\\"input\\\":\\\"raw\\\"}'}}]},"
                + "'finish_reason':'tool_calls'}]}")
            .replace('\'', '"');
    byte[] whole =
        ChatToResponse.of(
            Bytes.of(chat.getBytes(StandardCharsets.UTF_8)), new Usage(9, 3, 4, 1), 0, ASKED);
    assertEquals(events(translated(ALL)).getLast().path("response"), JSON.readTree(whole));
  }

  @Test
  void anAnswerThatIsNotWholeIsIncomplete() throws Exception {
    for (String[] reason :
        List.of(
            new String[] {"length", "max_output_tokens"},
            new String[] {"content_filter", "content_filter"})) {
      JsonNode last = events(translated(delta("{'content':'x'}") + finish(reason[0]))).getLast();
      assertEquals("response.incomplete", last.path("type").asText());
      assertEquals("incomplete", last.at("/response/status").asText());
      assertEquals(reason[1], last.at("/response/incomplete_details/reason").asText());
    }
  }

  @Test
  void aRefusalIsAPartOfItsOwn() throws Exception {
    String stream = translated(delta("{'refusal':'No.'}") + finish("stop") + DONE);
    assertTrue(types(stream).contains("response.refusal.delta"));
    assertEquals(
        "No.", events(stream).getLast().at("/response/output/0/content/0/refusal").asText());
  }

  @Test
  void anAnswerThatBrokeOffHasFailed() throws Exception {
    StreamEvents events = new StreamEvents(true, new ChatToResponseEvents(ASKED));
    events.feed(delta("{'content':'x'}").getBytes(StandardCharsets.UTF_8));
    events.next();
    String stream =
        new String(events.forCaller().copy(), StandardCharsets.UTF_8)
            + new String(
                events.error(Failure.of(GatewayError.ANSWER_INTERRUPTED, "It broke."), "r1"),
                StandardCharsets.UTF_8);
    JsonNode last = events(stream).getLast();
    assertEquals("response.failed", last.path("type").asText());
    assertEquals("failed", last.at("/response/status").asText());
    assertEquals("answer_interrupted", last.at("/response/error/code").asText());
    assertEquals(0, events.end().length);
  }

  @Test
  void charactersMayBeCutAnywhere() throws Exception {
    JsonNode response =
        events(
                translated(
                    delta("{'content':'\\ud83d'}")
                        + delta("{'content':'\\ude00'}")
                        + delta("{'content':'\\ud83d'}")
                        + finish("stop")))
            .getLast()
            .path("response");
    assertEquals("😀\uFFFD", response.at("/output/0/content/0/text").asText());
  }

  @Test
  void whereverAStreamIsCutItSaysTheSame() {
    String whole = translated(ALL);
    Random random = new Random(5);
    int length = ALL.getBytes(StandardCharsets.UTF_8).length;
    for (int round = 0; round < 300; round++) {
      int[] cuts = random.ints(1 + random.nextInt(40), 0, length).sorted().distinct().toArray();
      assertEquals(whole, translated(ALL, cuts));
    }
  }
}
