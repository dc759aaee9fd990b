package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

  private final AtomicInteger released = new AtomicInteger();
  private final RequestBody body =
      new RequestBody("somebody", new byte[8], 5, released::incrementAndGet);

  @Test
  void itIsForgottenOnce() {
    body.letGo();
    body.letGo();
    body.close();
    assertEquals(1, released.get());
    assertEquals(5, body.length());
    assertThrows(IllegalStateException.class, body::bytes);
  }

  @Test
  void itIsKeptWhileItIsSent() {
    body.lend();
    body.lend();
    body.letGo();
    body.giveBack();
    assertEquals(0, released.get());
    body.bytes();
    body.giveBack();
    assertEquals(1, released.get());
  }

  @Test
  void whatIsSentIsKeptForTheNextAttempt() {
    body.lend();
    body.giveBack();
    assertEquals(0, released.get());
    body.bytes();
  }

  @Test
  void itIsForgottenAtTheEndWhateverIsStillSent() {
    body.lend();
    body.close();
    assertEquals(1, released.get());
    body.giveBack();
    assertEquals(1, released.get());
  }
}
