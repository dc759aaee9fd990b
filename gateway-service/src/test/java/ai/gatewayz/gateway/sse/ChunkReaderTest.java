package ai.gatewayz.gateway.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkReaderTest {

  private static Chunk read(String data) {
    return ChunkReader.read(data.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}|false|false",
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}|false|false",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}|true|false",
        "{\"choices\":[{\"delta\":{\"content\":null,\"reasoning_content\":\"hm\"}}]}|true|false",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[]}}]}|false|false",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0},{\"index\":1}],\"x\":1}}]}|true|false",
        "{\"choices\":[{\"text\":\"a\",\"finish_reason\":\"length\"}]}|true|true",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"error\":null}|false|true",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"stop\"}]}|true|true",
        "{\"choices\":[]}|false|false",
      })
  void partsSayWhatTheyHold(String data, boolean content, boolean finished) {
    Chunk.Part part = assertInstanceOf(Chunk.Part.class, read(data));
    assertEquals(content, part.content());
    assertEquals(finished, part.finishes());
    assertNull(part.usage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"no\"}",
        "{\"error\":{\"message\":\"no\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"ERROR\"}]}",
        "{\"error\":true}",
        "{\"error\":500}",
        "[{\"error\":{\"code\":500}}]",
        "{\"object\":\"error\",\"message\":\"no\"}",
        "{\"type\":\"error\",\"message\":\"no\"}",
        "{\"choices\":[{\"error\":{\"code\":502},\"finish_reason\":\"error\",\"message\":{\"content\":\"par\"}}]}"
      })
  void anErrorIsAnErrorWhateverStandsBesideIt(String data) {
    assertInstanceOf(Chunk.Error.class, read(data));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{",
        "{\"choices\":[{\"delta\":{\"content\":\"a",
        "{\"choices\":[]}{}",
        "<html>"
      })
  void whatIsNoAnswerIsGarbage(String data) {
    assertInstanceOf(Chunk.Garbage.class, read(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[DONE]", " [DONE] "})
  void theEndIsKnown(String data) {
    assertInstanceOf(Chunk.Done.class, read(data));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"delta\":{\"role\":\"assistant\",\"content\":\" two words\"}}|2",
        "{\"message\":{\"content\":\"one\",\"refusal\":\"two\"}}|2",
        "{\"text\":\"one\"}|1",
        "{\"delta\":{\"reasoning\":\"a thought\",\"reasoning_content\":\"a thought\",\"content\":\"\"}}|2",
        "{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}}]}}|11",
        "{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"word\"}}]}}|1",
        "{\"delta\":{\"audio\":{\"data\":\"AAAA\"},\"reasoning_details\":[{\"data\":\"AAAA\"}],\"signature\":\"AAAA\"}}|0",
      })
  void whatIsSaidIsEstimatedAndNotTheSyntax(String choice, long tokens) {
    Chunk.Part part = assertInstanceOf(Chunk.Part.class, read("{\"choices\":[" + choice + "]}"));
    assertEquals(4 * tokens, part.said());
  }

  @Test
  void aPartOfAnArrayIsReadAsIfItWereAlone() {
    String answer = "{\"error\":{\"message\":\"busy\"}}";
    byte[] data = ("}{" + answer + "]").getBytes(StandardCharsets.UTF_8);
    Chunk.Error error =
        assertInstanceOf(Chunk.Error.class, ChunkReader.read(data, 2, answer.length()));
    assertEquals(answer, new String(error.json(), StandardCharsets.UTF_8));
    assertInstanceOf(
        Chunk.Done.class,
        ChunkReader.read("x[DONE]x".getBytes(StandardCharsets.UTF_8), 1, "[DONE]".length()));
  }

  /** Whatever comes, it is read as something. */
  @Test
  void nothingThrows() {
    Random random = new Random(3);
    byte[] good =
        "{\"choices\":[{\"delta\":{\"content\":\"é😀\",\"tool_calls\":[{}]},\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":1}}"
            .getBytes(StandardCharsets.UTF_8);
    for (int run = 0; run < 20_000; run++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      ChunkReader.read(bad);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[1]",
        "null",
        "true",
        "7",
        "\"ping\"",
        "{\"type\":\"ping\"}",
        "{\"choices\":null}",
        "{\"error\":null}",
        "{\"error\":false}",
        "{\"error\":\"\"}",
        "{\"error\":{}}",
        "{\"error\":[]}",
        "{\"error\":0}",
        "{\"hook_results\":{\"choices\":[1]}}"
      })
  void whatIsNoPartOfAnAnswerIsSomethingElse(String data) {
    assertInstanceOf(Chunk.Other.class, read(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "\"\"", "{}", "[]", "0"})
  void anEmptyErrorIsNone(String error) {
    assertInstanceOf(
        Chunk.Part.class,
        read("{\"error\":" + error + ",\"choices\":[{\"error\":" + error + ",\"delta\":{}}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":{}}",
        "{\"choices\":\"x\"}",
        "{\"choices\":[\"x\"]}",
        "{\"choices\":[null]}",
        "{\"choices\":[[]]}",
        "{\"choices\":[{\"index\":-1}]}",
        "{\"choices\":[{\"index\":128}]}",
        "{\"choices\":[{\"index\":1000000000}]}",
        "{\"choices\":[{\"index\":2147483648}]}",
        "{\"choices\":[{\"index\":99999999999999999999999}]}",
        "{\"choices\":[{\"index\":\"0\"}]}",
        "{\"choices\":[{\"index\":[0]}]}",
        "{\"choices\":[{\"delta\":\"x\"}]}",
        "{\"choices\":[{\"delta\":[{\"content\":\"x\"}]}]}"
      })
  void choicesThatNobodyCouldReadAreGarbage(String data) {
    assertInstanceOf(Chunk.Garbage.class, read(data));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}|true",
        "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}|true",
        "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"length\"}]}|true",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}]}|true",
        "{\"choices\":[{},{\"text\":\"a\"}]}|true",
        "{\"choices\":[{\"message\":{\"content\":null}}]}|false",
        "{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}]}|false",
        "{\"choices\":[{\"message\":null,\"finish_reason\":\"stop\"}]}|false",
        "{\"choices\":[{\"finish_reason\":\"stop\"}]}|false",
        "{\"choices\":[{}]}|false",
        "{\"choices\":[]}|false"
      })
  void anAnswerHoldsAMessage(String data, boolean whole) {
    assertEquals(whole, assertInstanceOf(Chunk.Part.class, read(data)).whole());
  }

  @Test
  void embeddingsAreVectors() {
    assertInstanceOf(
        Chunk.Vectors.class, read("{\"object\":\"list\",\"data\":[{\"embedding\":[0.1]}]}"));
    assertInstanceOf(Chunk.Other.class, read("{\"object\":\"list\",\"data\":[]}"));
  }
}
