package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/** Reads a body that is neither too long nor too slow. */
public final class BodyReader {

  private BodyReader() {}

  /**
   * Fails with a {@link ai.gatewayz.gateway.error.FailureException} where the body is not to be
   * had.
   *
   * @param most bytes
   * @param patience for all of it to arrive
   */
  public static Future<byte[]> read(
      Vertx vertx, HttpServerRequest request, long most, Duration patience) {
    Promise<byte[]> read = Promise.promise();
    if (announced(request) > most) {
      // The rest is not waited for: it was said to be too much.
      closeAfter(request);
      return Future.failedFuture(tooLarge(most).exception());
    }
    Buffer body = Buffer.buffer((int) Math.max(256, Math.min(announced(request), 64 * 1024)));
    long timer =
        vertx.setTimer(
            patience.toMillis(),
            id -> {
              closeAfter(request);
              read.tryFail(
                  Failure.of(GatewayError.REQUEST_TIMEOUT, "The body did not arrive in time.")
                      .exception());
            });
    request.handler(
        bytes -> {
          if (read.future().isComplete()) {
            return;
          }
          if (body.length() + bytes.length() > most) {
            closeAfter(request);
            read.tryFail(tooLarge(most).exception());
          } else {
            body.appendBuffer(bytes);
          }
        });
    request.endHandler(ignored -> read.tryComplete(body.getBytes()));
    request.exceptionHandler(
        cause ->
            read.tryFail(
                Failure.of(
                        GatewayError.REQUEST_TIMEOUT,
                        "The connection was closed before the body had arrived.")
                    .exception()));
    return read.future().onComplete(ignored -> vertx.cancelTimer(timer));
  }

  /** What is left of the body is not read; HTTP/2 ends the stream instead. */
  private static void closeAfter(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
  }

  private static long announced(HttpServerRequest request) {
    return length(request.getHeader(HttpHeaders.CONTENT_LENGTH));
  }

  /** What a header of 1 to 18 digits says; 0 for any other, which announces nothing. */
  static long length(String header) {
    if (header == null || header.isEmpty() || header.length() > 18) {
      return 0;
    }
    for (int i = 0; i < header.length(); i++) {
      if (header.charAt(i) < '0' || header.charAt(i) > '9') {
        return 0;
      }
    }
    return Long.parseLong(header);
  }

  private static Failure tooLarge(long most) {
    return Failure.of(
        GatewayError.REQUEST_TOO_LARGE,
        "The body is larger than the " + most / 1024 + " KiB that are taken.");
  }
}
