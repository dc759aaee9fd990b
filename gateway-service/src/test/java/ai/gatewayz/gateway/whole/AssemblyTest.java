package ai.gatewayz.gateway.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.ChunkReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBufUtil;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static void same(boolean chat, String expected, String... chunks) throws Exception {
    Assembly assembly = new Assembly(chat);
    for (String chunk : chunks) {
      assembly.add(Bytes.of(chunk.getBytes(StandardCharsets.UTF_8)));
    }
    assertEquals(JSON.readTree(expected), JSON.readTree(ByteBufUtil.getBytes(assembly.whole())));
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
        {"object":"chat.completion","choices":[
          {"index":0,"message":{"role":"assistant","tool_calls":[
            {"id":"a","type":"function","function":{"name":"f","arguments":"{\\"x\\":1}"}},
            {"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]},"finish_reason":"tool_calls"},
          {"index":1,"message":{"role":"assistant","content":"two"},"finish_reason":"stop"}]}
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
        false,
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

  private static String delta(String delta) {
    return "{\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}";
  }

  private static String finish(String reason) {
    return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
  }

  private static JsonNode put(String... chunks) throws Exception {
    Assembly assembly = new Assembly(true);
    for (String chunk : chunks) {
      assembly.add(Bytes.of(chunk.getBytes(StandardCharsets.UTF_8)));
    }
    return JSON.readTree(ByteBufUtil.getBytes(assembly.whole()));
  }

  @Test
  void anEmptyTextReplacesNothing() throws Exception {
    JsonNode answer =
        put(
            "{\"id\":\"1\",\"model\":\"m\",\"choices\":[]}",
            delta(
                "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}"),
            delta(
                "{\"role\":\"\",\"tool_calls\":[{\"index\":0,\"id\":\"\",\"type\":\"\",\"function\":{\"name\":\"\",\"arguments\":\"}\"}}]}"),
            delta("{\"role\":null,\"content\":null,\"tool_calls\":null}"),
            "{\"id\":\"\",\"model\":\"\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
            finish(""));
    assertEquals("1", answer.path("id").asText());
    assertEquals("m", answer.path("model").asText());
    JsonNode message = answer.at("/choices/0/message");
    assertEquals("assistant", message.path("role").asText());
    assertEquals("call_1", message.at("/tool_calls/0/id").asText());
    assertEquals("function", message.at("/tool_calls/0/type").asText());
    assertEquals("f", message.at("/tool_calls/0/function/name").asText());
    assertEquals("{}", message.at("/tool_calls/0/function/arguments").asText());
    assertEquals("tool_calls", answer.at("/choices/0/finish_reason").asText());
  }

  @Test
  void whatIsRepeatedIsNotJoined() throws Exception {
    String thought =
        "{\"channel\":\"analysis\",\"reasoning_details\":[{\"index\":0,\"type\":\"reasoning.text\",\"format\":\"f-1\",\"text\":\"hm\"}]}";
    JsonNode message = put(delta(thought), delta(thought)).at("/choices/0/message");
    assertEquals("analysis", message.path("channel").asText());
    assertEquals("f-1", message.at("/reasoning_details/0/format").asText());
    assertEquals("hmhm", message.at("/reasoning_details/0/text").asText());
  }

  @Test
  void callsWithoutAnIndexAndCallsThatShareOneAreKeptApart() throws Exception {
    String first = "{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}";
    String second = "{\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"2\"}}";
    String more = "{\"function\":{\"arguments\":\"3\"}}";
    for (String index : List.of("", "\"index\":0,", "\"index\":null,")) {
      String[] chunks =
          Stream.of(first, second, more)
              .map(call -> delta("{\"tool_calls\":[{" + index + call.substring(1) + "]}"))
              .toArray(String[]::new);
      JsonNode calls = put(chunks).at("/choices/0/message/tool_calls");
      assertEquals(2, calls.size(), calls.toString());
      assertEquals("1", calls.at("/0/function/arguments").asText());
      assertEquals("23", calls.at("/1/function/arguments").asText());
      assertEquals("function", calls.at("/1/type").asText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stop,stop",
    "length,length",
    "tool_calls,tool_calls",
    "function_call,function_call",
    "content_filter,content_filter",
    "eos,stop",
    "eos_token,stop",
    "end_turn,stop",
    "stop_sequence,stop",
    "COMPLETE,stop",
    "STOP,stop",
    "max_tokens,length",
    "MAX_TOKENS,length",
    "tool_use,tool_calls",
    "SAFETY,content_filter",
    "refusal,content_filter",
    "whatever,stop"
  })
  void finishReasonsAreOpenAis(String theirs, String ours) throws Exception {
    assertEquals(
        ours,
        put(delta("{\"content\":\"a\"}"), finish(theirs)).at("/choices/0/finish_reason").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tool_calls\":[\"x\"]}",
        "{\"tool_calls\":[[]]}",
        "{\"tool_calls\":[{\"index\":2147483648}]}",
        "{\"tool_calls\":[{\"index\":1000000000}]}",
        "{\"tool_calls\":[{\"index\":-1}]}",
        "{\"tool_calls\":[{\"index\":\"x\"}]}",
        "{\"tool_calls\":[{\"index\":{}}]}"
      })
  void whatNoClientCouldReadIsGarbled(String delta) {
    assertThrows(GarbledException.class, () -> put(delta(delta)));
  }

  @Test
  void moreCallsThanAnAnswerHasAreGarbled() {
    assertThrows(
        GarbledException.class,
        () -> {
          Assembly assembly = new Assembly(true);
          for (int index = 0; index < 10_000; index++) {
            String call =
                delta(
                    "{\"tool_calls\":[{\"id\":\"" + index + "\",\"function\":{\"name\":\"f\"}}]}");
            assembly.add(Bytes.of(call.getBytes(StandardCharsets.UTF_8)));
          }
        });
  }

  /** However it is made up, it is held as bytes, once, and written once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"logprobs\":{\"content\":[ | {\"token\":\"a\",\"logprob\":-1.5,\"bytes\":[97]} | ]}",
        "\"delta\":{\"content\":\"w\",\"numbers\":[ | 12345 | ]}",
        "\"delta\":{\"content\":\"w\",\"objects\":[ | {} | ]}",
        "\"delta\":{\"content\":\"w\",\"nested\":{\"a\":[ | [[1]],{\"b\":[]} | ]}}",
        "\"delta\":{\"content\":\" | wort \\u00e9 | \"}"
      })
  void aLongAnswerTakesAFewTimesItsBytes(String begin, String unit, String end) throws Exception {
    byte[] chunk =
        ("{\"choices\":[{\"index\":0,"
                + begin
                + String.join(",", Collections.nCopies(100_000 / unit.length(), unit))
                + end
                + "}]}")
            .getBytes(StandardCharsets.UTF_8);
    put(new String(chunk, StandardCharsets.UTF_8));
    int chunks = 14_000_000 / chunk.length;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Assembly assembly = new Assembly(true);
    for (int i = 0; i < chunks; i++) {
      assembly.add(Bytes.of(chunk));
    }
    int length = assembly.whole().readableBytes();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(length > 9_000_000, "bytes: " + length);
    assertTrue(allocated < 6L * chunks * chunk.length, allocated / length + " times its bytes");
  }

  @Test
  void halvesOfACharacterFindEachOther() throws Exception {
    assertEquals(
        "a😀b\uFFFD",
        put(
                delta("{\"content\":\"a\\ud83d\"}"),
                delta("{\"content\":\"\\ude00b\"}"),
                delta("{\"content\":\"\\ud83d\"}"))
            .at("/choices/0/message/content")
            .textValue());
  }

  @Test
  void morePartsThanAnAnswerHasAreGarbled() {
    assertThrows(
        GarbledException.class,
        () -> {
          Assembly assembly = new Assembly(true);
          for (int i = 0; i < 100_000; i++) {
            assembly.add(Bytes.of(delta("{\"x" + i + "\":1}").getBytes(StandardCharsets.UTF_8)));
          }
        });
  }

  /** Where each part costs as much as all before it, this takes hours. */
  @Test
  @Timeout(60)
  void aLongAnswerCostsWhatItsPartsCost() throws Exception {
    int parts = 200_000;
    Assembly assembly = new Assembly(true);
    byte[] part =
        delta(
                "{\"content\":\""
                    + "word ".repeat(10)
                    + "\",\"reasoning\":\"hm \",\"tool_calls\":[{\"index\":9,\"function\":{\"arguments\":\"0123456789\"}}]}")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < parts; i++) {
      assembly.add(Bytes.of(part));
    }
    JsonNode message =
        JSON.readTree(ByteBufUtil.getBytes(assembly.whole())).at("/choices/0/message");
    assertEquals(50 * parts, message.path("content").textValue().length());
    assertEquals(10 * parts, message.at("/tool_calls/0/function/arguments").textValue().length());
  }

  /** Whatever comes, it is put together or garbled. */
  @Test
  void nothingElseIsThrown() throws Exception {
    Random random = new Random(5);
    byte[] good =
        delta(
                "{\"content\":\"é\",\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}],\"x\":[{\"index\":1}]}")
            .getBytes(StandardCharsets.UTF_8);
    for (int run = 0; run < 20_000; run++) {
      Assembly assembly = new Assembly(true);
      try {
        for (int chunk = 0; chunk < 3; chunk++) {
          byte[] bad = good.clone();
          for (int i = random.nextInt(3); i > 0; i--) {
            bad[random.nextInt(bad.length)] = (byte) "[]{}\":,0x".charAt(random.nextInt(9));
          }
          if (ChunkReader.read(bad) instanceof Chunk.Part) {
            assembly.add(Bytes.of(bad));
          }
        }
        JSON.readTree(ByteBufUtil.getBytes(assembly.whole()));
      } catch (GarbledException garbled) {
        // So it is.
      }
    }
  }
}
