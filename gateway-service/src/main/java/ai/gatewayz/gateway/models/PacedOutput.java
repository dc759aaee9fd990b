package ai.gatewayz.gateway.models;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes an answer no faster than its caller takes it: the framework's stream does not wait, and
 * keeps all that is not taken. Blocks, so it is for virtual threads.
 *
 * <p>What it is given is sent as it is, without a copy, and may be until all is written: whoever
 * writes an array never changes it. A list is the bytes of its models, which stay.
 */
final class PacedOutput extends OutputStream {

  static final int PIECE = 64 * 1024;

  private final OutputStream framework;
  private final HttpServerResponse response;
  private final Duration patience;
  private final List<ByteBuf> piece = new ArrayList<>();
  private Future<Void> onItsWay = Future.succeededFuture();
  private int length;
  private boolean begun;

  /** The caller is gone, by himself or because he did not read. */
  static final class CallerLeftException extends IOException {

    private static final long serialVersionUID = 1;

    CallerLeftException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * @param framework writes the head, and ends the answer
   * @param patience for one piece to be taken; then the connection is closed
   */
  PacedOutput(OutputStream framework, HttpServerResponse response, Duration patience) {
    this.framework = framework;
    this.response = response;
    this.patience = patience;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int many) throws IOException {
    int from = offset;
    while (from < offset + many) {
      int part = Math.min(PIECE - length, offset + many - from);
      piece.add(Unpooled.wrappedBuffer(bytes, from, part));
      length += part;
      from += part;
      if (length == PIECE) {
        send();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    if (length > 0) {
      send();
    }
    taken(onItsWay);
  }

  /** While one piece is on its way, the next one is made: two are there at most. */
  // Without a copy: what is to come in its place is not there in this Vert.x.
  @SuppressWarnings("deprecation")
  private void send() throws IOException {
    if (begun) {
      ByteBuf[] parts = piece.toArray(ByteBuf[]::new);
      Future<Void> before = onItsWay;
      onItsWay = response.write(Buffer.buffer(Unpooled.wrappedBuffer(parts.length, parts)));
      taken(before);
    } else {
      for (ByteBuf part : piece) {
        part.readBytes(framework, part.readableBytes());
      }
      framework.flush();
      begun = true;
    }
    piece.clear();
    length = 0;
  }

  private void taken(Future<Void> sent) throws IOException {
    if (sent.succeeded()) {
      return;
    }
    try {
      sent.toCompletionStage().toCompletableFuture().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new CallerLeftException(e.getCause());
    } catch (TimeoutException e) {
      response.reset();
      throw new CallerLeftException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
