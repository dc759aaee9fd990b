package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.request.EditedBody;
import ai.gatewayz.gateway.request.EditedBody.Piece;
import ai.gatewayz.gateway.request.RequestBody;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/**
 * Sends the body of one call. A long one goes out piece by piece as the provider takes it: of what
 * is not sent yet there is no copy, and the socket holds no more than a few pieces of it. Lives on
 * one event loop.
 */
final class Upload {

  private static final int PIECE = 64 * 1024;

  private final HttpClientRequest call;
  private final RequestBody body;
  private final EditedBody edited;
  private int piece;
  private int sent;
  private boolean going;

  /**
   * @param call connected
   * @param edited what is sent of the body
   */
  Upload(HttpClientRequest call, RequestBody body, EditedBody edited) {
    this.call = call;
    this.body = body;
    this.edited = edited;
  }

  // Without a copy: what is to come in its place is not there in this Vert.x.
  @SuppressWarnings("deprecation")
  Future<HttpClientResponse> send() {
    if (edited.length() <= PIECE) {
      return call.send(Buffer.buffer(Unpooled.wrappedBuffer(edited.bytes())));
    }
    going = true;
    body.lend();
    call.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(edited.length()));
    call.drainHandler(ignored -> goOn());
    goOn();
    return call.response();
  }

  /** Nobody waits for an answer to the rest. */
  void stop() {
    if (going) {
      going = false;
      body.giveBack();
    }
  }

  // Without a copy: what is to come in its place is not there in this Vert.x.
  @SuppressWarnings("deprecation")
  private void goOn() {
    while (going && !call.writeQueueFull()) {
      if (piece == edited.pieces().size()) {
        stop();
        call.end();
        return;
      }
      Piece at = edited.pieces().get(piece);
      int start = at.start() + sent;
      int length = Math.min(PIECE, at.end() - start);
      call.write(Buffer.buffer(Unpooled.wrappedBuffer(at.array(), start, length)));
      sent += length;
      if (start + length == at.end()) {
        piece++;
        sent = 0;
      }
    }
  }
}
