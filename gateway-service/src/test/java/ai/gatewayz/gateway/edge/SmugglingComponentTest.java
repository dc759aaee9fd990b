package ai.gatewayz.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.local.hostile.ErrorLog;
import ai.gatewayz.local.hostile.SmuggledRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two requests of which something in between might see one, or the other way round. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class SmugglingComponentTest {

  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] \\d{3} ");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private ErrorLog log;

  @BeforeEach
  void listen() {
    log = ErrorLog.open();
  }

  @AfterEach
  void nothingThatAStrangerSendsIsAnError() {
    log.close();
    assertEquals(List.of(), log.errors());
  }

  @ParameterizedTest
  @MethodSource("ai.gatewayz.local.hostile.SmuggledRequest#all")
  void isRefusedOrReadInTheOneWay(SmuggledRequest form) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(form.bytes());
      String answers =
          answers(
              socket, form.reading() == SmuggledRequest.Reading.REFUSED ? Integer.MAX_VALUE : 2);
      long count = ANSWER.matcher(answers).results().count();
      switch (form.reading()) {
        case READ -> assertEquals(2, count, answers);
        case REFUSED_ALONE -> {
          assertEquals(2, count, answers);
          assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        }
        case REFUSED -> {
          assertTrue(count <= 1, answers);
          assertFalse(answers.startsWith("HTTP/1.1 2"), answers);
        }
      }
    }
  }

  /** Up to that many, or to the end of the connection, which has to come. */
  private static String answers(Socket socket, int wanted) throws IOException {
    socket.setSoTimeout(4_000);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        all.write(next);
        if (next == '}'
            && in.available() == 0
            && ANSWER.matcher(text(all)).results().count() >= wanted) {
          break;
        }
      }
    } catch (SocketTimeoutException open) {
      throw new AssertionError("the connection stays open after: " + text(all), open);
    } catch (SocketException reset) {
      // Ended as well.
    }
    return text(all);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void http2IsNotSpokenWithoutTls() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
      socket.getOutputStream().write(preface.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(10_000);
      byte[] first = new byte[9];
      int read;
      try {
        read = socket.getInputStream().read(first);
      } catch (SocketException reset) {
        read = -1;
      }
      // A frame of settings would begin with its length and type.
      assertFalse(read == 9 && first[0] == 0 && first[3] == 4, "settings are answered");
    }
  }
}
