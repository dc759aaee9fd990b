package ai.gatewayz.gateway.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.gatewayz.gateway.sse.BodyForm;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BeginningTest {

  /** As a decoder hands it on: an array with no room for more. */
  @SuppressWarnings("deprecation")
  private static Buffer full(String text) {
    return Buffer.buffer(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatComesInPiecesIsPutTogether() {
    Beginning beginning = new Beginning();
    Buffer first = full("\r\n ");
    assertEquals(BodyForm.UNKNOWN, beginning.add(first, null));
    assertEquals(BodyForm.UNKNOWN, beginning.add(full(" "), null));
    assertEquals(BodyForm.WHOLE, beginning.add(full("{\"a\":1}"), null));
    assertEquals("\r\n  {\"a\":1}", beginning.bytes().toString());
    assertEquals("\r\n ", first.toString(), "it may be read elsewhere");
  }

  @Test
  void aMarkIsLeftOut() {
    Beginning beginning = new Beginning();
    beginning.add(full("\uFEFF"), null);
    beginning.add(full("{}"), null);
    assertEquals("{}", beginning.bytes().toString());
    assertEquals(5, beginning.length());
  }

  @Test
  void whatComesAtOnceIsNotCopied() {
    Beginning beginning = new Beginning();
    Buffer all = full("{\"a\":1}");
    beginning.add(all, "application/json");
    assertSame(all, beginning.bytes());
  }

  @Test
  void nothingIsNothing() {
    assertEquals(0, new Beginning().length());
    assertEquals(0, new Beginning().bytes().length());
  }
}
