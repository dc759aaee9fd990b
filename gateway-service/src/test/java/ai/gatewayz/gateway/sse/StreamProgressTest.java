package ai.gatewayz.gateway.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamProgressTest {

  /**
   * A stream in short: a digit is content of that choice, r its role alone, f its finish reason, u
   * the usage, x no JSON.
   */
  @ParameterizedTest
  @CsvSource({
    // complete, may be done
    "'',false,false",
    "c0,false,false",
    "c0 f0,true,true",
    "c0 f0 f0,true,true",
    "c0 f0 u,true,true",
    "c0 f0 u u,true,true",
    "f0,true,true",
    "c0 f0 c0,false,true",
    "c0 f0 c0 f0,true,true",
    "c0 f0 r0,true,true",
    "c0 c1 f0,false,false",
    "c0 c1 f0 f1,true,true",
    "c0 f0 c1,false,false",
    "c0 f0 r1,false,false",
    "c0 f0 r1 f1,true,true",
    "c1 f1,true,true",
    "c127 c63 c64 f64 f63,false,false",
    "c127 c63 c64 f64 f63 f127,true,true",
    "c0 u,false,true",
    "u,false,false",
    "r0 u,false,false",
    "c0 x f0,true,true"
  })
  void aStreamMayEndWhenEveryChoiceHas(String stream, boolean complete, boolean mayBeDone) {
    StreamProgress progress = new StreamProgress(1);
    for (String event : stream.isEmpty() ? new String[0] : stream.split(" ")) {
      progress.saw(chunk(event));
    }
    assertEquals(complete, progress.complete());
    assertEquals(mayBeDone, progress.mayBeDone());
    assertEquals(stream.contains("x"), progress.garbled());
    assertEquals(stream.contains("c"), progress.written() > 0);
    assertEquals(stream.contains("u"), progress.usage() != null);
  }

  @Test
  void theUsageIsAwaitedOnceAllChoicesThatWereAskedForHaveEnded() {
    StreamProgress progress = new StreamProgress(2);
    progress.saw(chunk("c0"));
    progress.saw(chunk("f0"));
    assertTrue(progress.complete(), "a provider may give fewer");
    assertFalse(progress.awaitsUsage(), "or one after the other");
    progress.saw(chunk("c1"));
    progress.saw(chunk("f1"));
    assertTrue(progress.awaitsUsage());
  }

  private static Chunk chunk(String event) {
    return ChunkReader.read(json(event).getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String event) {
    String choice = "{\"choices\":[{\"index\":" + event.substring(1);
    return switch (event.charAt(0)) {
      case 'c' -> choice + ",\"delta\":{\"content\":\"a\"}}]}";
      case 'r' -> choice + ",\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}";
      case 'f' -> choice + ",\"delta\":{},\"finish_reason\":\"stop\"}]}";
      case 'u' -> "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";
      default -> "oops";
    };
  }
}
