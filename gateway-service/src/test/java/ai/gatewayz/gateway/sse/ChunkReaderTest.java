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
        "{\"object\":\"list\",\"data\":[{\"embedding\":[0.1]}]}|true|false",
      })
  void partsSayWhatTheyHold(String data, boolean content, boolean finished) {
    Chunk.Part part = assertInstanceOf(Chunk.Part.class, read(data));
    assertEquals(content, part.content());
    assertEquals(finished, part.finished());
    assertNull(part.usage());
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
  void usageIsReadWhereverItStands() {
    assertEquals(
        new Chunk.Part(false, false, 0, new Usage(7, 5, 2, 3)),
        read(
            "{\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":2},"
                + "\"completion_tokens_details\":{\"x\":[1],\"reasoning_tokens\":3},\"total\":{}},\"choices\":[]}"));
    assertEquals(new Chunk.Part(false, false, 0, null), read("{\"usage\":null,\"choices\":[]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"no\"}",
        "{\"error\":{\"message\":\"no\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}",
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
        "[]",
        "{",
        "{}",
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
}
