package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TranslatingTest {

  private static final int MOST = 10_000_000;

  private final Counted memory = new Counted();

  private static final class Counted implements RequestBody.Memory {
    private long free = MOST;
    private long reserved;
    private long highest;

    @Override
    public boolean reserve(long bytes) {
      if (reserved + bytes > free) {
        return false;
      }
      reserved += bytes;
      highest = Math.max(highest, reserved);
      return true;
    }

    @Override
    public void giveBack(long bytes) {
      reserved -= bytes;
    }

    @Override
    public long most() {
      return MOST;
    }
  }

  private RequestBody body(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new RequestBody("somebody", bytes, bytes.length, () -> {}, memory);
  }

  private GatewayError refused(String json) {
    RequestBody body = body(json);
    return assertThrows(
            FailureException.class,
            () -> Translating.within(body, () -> "what there is no memory for"))
        .failure()
        .error();
  }

  @Test
  void aTranslationIsKeptAndTheRestGivenBack() {
    RequestBody body = body("{\"a\":\"" + "x".repeat(100_000) + "\"}");
    assertEquals("made", Translating.within(body, () -> "made"));
    assertEquals(body.length(), memory.reserved);
    assertTrue(memory.highest > 3L * body.length(), () -> "" + memory.highest);
  }

  /** They take more as trees than their few bytes say. */
  @Test
  void smallValuesCountByTheirNumber() {
    int values = 50_000;
    RequestBody body = body("{\"a\":[" + "{},".repeat(values) + "{}]}");
    Translating.within(body, () -> "made");
    assertTrue(memory.highest > 90L * values, () -> "" + memory.highest);
  }

  @Test
  void whatNeverFitsIsTooLarge() {
    assertEquals(GatewayError.REQUEST_TOO_LARGE, refused("[" + "{},".repeat(200_000) + "{}]"));
    assertEquals(0, memory.reserved);
  }

  @Test
  void whatDoesNotFitNowMayComeBack() {
    memory.free = 100_000;
    assertEquals(GatewayError.OVERLOADED, refused("{\"a\":\"" + "x".repeat(100_000) + "\"}"));
  }

  /** What is wrong with it the translation says. */
  @Test
  void brokenJsonIsCountedUpToWhereItBreaks() {
    RequestBody body = body("{\"a\":[" + "1,".repeat(50_000) + "}");
    assertEquals("made", Translating.within(body, () -> "made"));
    assertTrue(memory.highest > 90L * 50_000, () -> "" + memory.highest);
  }
}
