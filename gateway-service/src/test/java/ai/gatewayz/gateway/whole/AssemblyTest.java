package ai.gatewayz.gateway.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AssemblyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static void same(boolean chat, String expected, String... chunks) throws Exception {
    Assembly assembly = new Assembly(chat);
    for (String chunk : chunks) {
      assembly.add(Bytes.of(chunk.getBytes(StandardCharsets.UTF_8)));
    }
    assertEquals(JSON.readTree(expected), JSON.readTree(assembly.whole()));
  }

  @Test
  void textsAreJoinedAndTheLastWordCountsForTheRest() throws Exception {
    same(
        true,
        """
        {"id":"1","object":"chat.completion","created":5,"model":"m",
         "usage":{"prompt_tokens":1,"completion_tokens":2},
         "choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"hm","content":"Hé 😀"},
           "logprobs":{"content":[{"token":"Hé"},{"token":" 😀"}]},"finish_reason":"stop"}]}
        """,
        """
        {"id":"1","object":"chat.completion.chunk","created":5,"model":"m","usage":null,
         "choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"h"},"finish_reason":null}]}
        """,
        """
        {"id":"1","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"m","content":"Hé"},
         "logprobs":{"content":[{"token":"Hé"}]},"finish_reason":null}]}
        """,
        """
        {"choices":[{"index":0,"delta":{"content":" 😀"},"logprobs":{"content":[{"token":" 😀"}]},"finish_reason":"stop"}]}
        """,
        """
        {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}
        """);
  }

  @Test
  void toolCallsAndChoicesAreJoinedByTheirIndex() throws Exception {
    same(
        true,
        """
        {"choices":[
          {"index":0,"message":{"tool_calls":[
            {"id":"a","type":"function","function":{"name":"f","arguments":"{\\"x\\":1}"}},
            {"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]},"finish_reason":"tool_calls"},
          {"index":1,"message":{"content":"two"}}]}
        """,
        """
        {"choices":[{"index":1,"delta":{"content":"tw"}},{"index":0,"delta":{"tool_calls":[
          {"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]}}]}
        """,
        """
        {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"x\\""}}]}}]}
        """,
        """
        {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}},
          {"index":1,"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]}},
          {"index":1,"delta":{"content":"o"}}]}
        """,
        """
        {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}
        """);
  }

  @Test
  void theOlderKindHasItsTextInTheChoice() throws Exception {
    same(
        true,
        """
        {"object":"text_completion","choices":[{"index":0,"text":"ab","finish_reason":"length"}]}
        """,
        """
        {"object":"text_completion","choices":[{"index":0,"text":"a","finish_reason":null}]}
        """,
        """
        {"object":"text_completion","choices":[{"index":0,"text":"b","finish_reason":"length"}]}
        """);
  }
}
