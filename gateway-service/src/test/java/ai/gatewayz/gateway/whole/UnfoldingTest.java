package ai.gatewayz.gateway.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfoldingTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ANSWER =
      """
      {"id":"1","object":"chat.completion","created":5,"model":"m","citations":["c"],
       "choices":[
        {"index":0,"message":{"role":"assistant","content":"Hé","tool_calls":[
          {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
          {"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]},
         "logprobs":{"content":[]},"finish_reason":"tool_use"},
        {"message":{"content":"two"},"finish_reason":null}],
       "usage":{"prompt_tokens":1,"completion_tokens":2}}
      """;

  private static List<String> events(String answer, boolean chat, boolean withUsage)
      throws Exception {
    byte[] events =
        ByteBufUtil.getBytes(
            Unfolding.events(Bytes.of(answer.getBytes(StandardCharsets.UTF_8)), chat, withUsage));
    List<String> data = new ArrayList<>();
    for (String event : new String(events, StandardCharsets.UTF_8).split("\n\n")) {
      assertTrue(event.startsWith("data: "), event);
      data.add(event.substring("data: ".length()));
    }
    return data;
  }

  private static void same(String expected, String chunk) throws Exception {
    assertEquals(JSON.readTree(expected), JSON.readTree(chunk));
  }

  @Test
  void aWholeAnswerIsAFewChunks() throws Exception {
    List<String> events = events(ANSWER, true, true);
    assertEquals(4, events.size());
    same(
        """
        {"id":"1","object":"chat.completion.chunk","created":5,"model":"m","citations":["c"],"choices":[
          {"index":0,"delta":{"role":"assistant","content":"Hé","tool_calls":[
            {"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
            {"index":1,"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]},
           "logprobs":{"content":[]},"finish_reason":null},
          {"index":1,"delta":{"role":"assistant","content":"two"},"finish_reason":null}]}
        """,
        events.get(0));
    same(
        """
        {"id":"1","object":"chat.completion.chunk","created":5,"model":"m","choices":[
          {"index":0,"delta":{},"finish_reason":"tool_calls"},{"index":1,"delta":{},"finish_reason":"stop"}]}
        """,
        events.get(1));
    same(
        """
        {"id":"1","object":"chat.completion.chunk","created":5,"model":"m","choices":[],
         "usage":{"prompt_tokens":1,"completion_tokens":2}}
        """,
        events.get(2));
    assertEquals("[DONE]", events.get(3));
    assertEquals(3, events(ANSWER, true, false).size());
  }

  @Test
  void putTogetherAgainItIsTheSame() throws Exception {
    Assembly assembly = new Assembly(true);
    List<String> events = events(ANSWER, true, true);
    for (String chunk : events.subList(0, events.size() - 1)) {
      assembly.add(Bytes.of(chunk.getBytes(StandardCharsets.UTF_8)));
    }
    JsonNode again = JSON.readTree(ByteBufUtil.getBytes(assembly.whole()));
    JsonNode answer = JSON.readTree(ANSWER);
    assertEquals(answer.at("/choices/0/message"), again.at("/choices/0/message"));
    assertEquals(answer.path("usage"), again.path("usage"));
    assertEquals(answer.path("citations"), again.path("citations"));
    assertEquals("chat.completion", again.path("object").asText());
  }

  @Test
  void theOlderKindHasItsTextInTheChoice() throws Exception {
    List<String> events =
        events(
            "{\"choices\":[{\"index\":0,\"text\":\"ab\",\"finish_reason\":\"length\"}]}",
            false,
            true);
    same(
        "{\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"ab\",\"finish_reason\":null}]}",
        events.get(0));
    same(
        "{\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"\",\"finish_reason\":\"length\"}]}",
        events.get(1));
    assertEquals("[DONE]", events.get(2));
  }
}
