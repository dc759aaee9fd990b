package ai.gatewayz.gateway.models;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacedOutputTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final ByteArrayOutputStream framework = new ByteArrayOutputStream();
  private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
  private volatile boolean reset;

  private record Write(Buffer bytes, Promise<Void> taken) {}

  private final HttpServerResponse response =
      (HttpServerResponse)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {HttpServerResponse.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "write" -> written((Buffer) arguments[0]);
                    case "reset" -> reset = true;
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  private Future<Void> written(Buffer bytes) {
    Write write = new Write(bytes, Promise.promise());
    writes.add(write);
    return write.taken.future();
  }

  @Test
  void aPieceIsWrittenWhenTheLastButOneWasTaken() throws Exception {
    byte[] all = new byte[5 * PacedOutput.PIECE + 100];
    new Random(1).nextBytes(all);
    Thread writer =
        Thread.startVirtualThread(
            () -> {
              try (PacedOutput out = new PacedOutput(framework, response, LONG)) {
                for (int i = 0; i < all.length; i += 1_000) {
                  out.write(all, i, Math.min(1_000, all.length - i));
                }
                out.flush();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      Write write = writes.poll(30, TimeUnit.SECONDS);
      await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
      assertEquals(i < 4 ? 1 : 0, writes.size(), "others on their way");
      seen.writeBytes(write.bytes.getBytes());
      write.taken.complete();
    }
    writer.join();
    assertEquals(PacedOutput.PIECE, framework.size(), "the first piece brings the head");
    framework.writeBytes(seen.toByteArray());
    assertArrayEquals(all, framework.toByteArray());
  }

  @Test
  void whoDoesNotReadIsHungUpOn() throws Exception {
    PacedOutput out = new PacedOutput(framework, response, Duration.ofMillis(1));
    assertThrows(
        PacedOutput.CallerLeftException.class, () -> out.write(new byte[3 * PacedOutput.PIECE]));
    assertTrue(reset);
  }

  @Test
  void whoLeavesIsToldOf() throws Exception {
    PacedOutput out = new PacedOutput(framework, response, LONG);
    Thread.startVirtualThread(
        () -> {
          try {
            writes.take().taken.fail(new IOException("closed"));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThrows(
        PacedOutput.CallerLeftException.class, () -> out.write(new byte[3 * PacedOutput.PIECE]));
  }
}
