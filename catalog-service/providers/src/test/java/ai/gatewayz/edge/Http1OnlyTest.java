package ai.gatewayz.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http1OnlyTest {

  private final EmbeddedChannel channel = new EmbeddedChannel(new Http1Only());

  /** What the server sees of it; each byte comes by itself, or all at once. */
  private String passed(String sent, boolean piecemeal) {
    if (piecemeal) {
      for (int i = 0; i < sent.length() && channel.isOpen(); i++) {
        channel.writeInbound(bytes(sent.substring(i, i + 1)));
      }
    } else {
      channel.writeInbound(bytes(sent));
    }
    StringBuilder all = new StringBuilder();
    for (ByteBuf each = channel.readInbound(); each != null; each = channel.readInbound()) {
      all.append(each.toString(StandardCharsets.ISO_8859_1));
      each.release();
    }
    return all.toString();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionThatBeginsAsHttp2IsClosed(boolean piecemeal) {
    passed("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", piecemeal);
    assertFalse(channel.isOpen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Upgrade: h2c", "upgrade: h2c", "UPGRADE : h2c", "uPgRaDe:h2c, websocket"})
  void aWishForHttp2IsNotSeen(String header) {
    for (boolean piecemeal : new boolean[] {true, false}) {
      String passed = passed("GET / HTTP/1.1\r\nHost: h\r\n" + header + "\r\n\r\n", piecemeal);
      assertFalse(passed.toLowerCase(java.util.Locale.ROOT).contains("upgrade"), passed);
      assertTrue(passed.endsWith("h2c\r\n\r\n") || passed.endsWith("websocket\r\n\r\n"));
    }
    assertTrue(channel.isOpen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /upgrade HTTP/1.1\r\nHost: upgrade\r\nX-Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        "PROPFIND / HTTP/1.1\r\nPRI: x\r\n\r\n",
        "XPRI / HTTP/1.1\r\n\r\n",
        "\u0016\u0003\u0001PRI\nupgrade"
      })
  void nothingElseIsTouched(String sent) {
    assertEquals(sent, passed(sent, false));
    assertTrue(channel.isOpen());
  }

  @Test
  void withinTlsItIsGone() {
    passed("\u0016\u0003\u0001", false);
    assertEquals("\nupgrade", passed("\nupgrade", false));
  }
}
