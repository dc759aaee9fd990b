package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.coding.ContentCoding;
import ai.gatewayz.gateway.coding.Inflation;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.zip.DataFormatException;

/**
 * Reads a body that is neither too long nor too slow, and undoes gzip and deflate within the same
 * bound. A caller that waits to be told to go on ({@code Expect: 100-continue}) is told so here,
 * after its key was looked at and what it announces was found to be little enough.
 */
public final class BodyReader {

  private static final String CONTINUE = "100-continue";

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
    if (announced(request) > most) {
      // The rest is not waited for: it was said to be too much.
      closeAfter(request);
      return Future.failedFuture(tooLarge(most).exception());
    }
    ContentCoding coding = ContentCoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    if (coding == ContentCoding.UNKNOWN) {
      closeAfter(request);
      return Future.failedFuture(unknownCoding().exception());
    }
    if (request.version() != HttpVersion.HTTP_1_0
        && CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    Future<byte[]> body = sent(vertx, request, most, patience);
    if (coding == ContentCoding.IDENTITY) {
      return body;
    }
    // A thousand times what was sent may come of it: too much work for an event loop.
    return body.compose(coded -> vertx.executeBlocking(() -> undone(coding, coded, most), false));
  }

  private static byte[] undone(ContentCoding coding, byte[] coded, long most) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(coded.length);
    try (Inflation inflation = new Inflation(coding)) {
      inflation.add(
          coded,
          piece -> {
            body.writeBytes(piece);
            return body.size() <= most;
          });
      if (body.size() > most) {
        throw tooLarge(most).exception();
      }
      if (inflation.complete()) {
        return body.toByteArray();
      }
    } catch (DataFormatException e) {
      // Told below, like a body that breaks off.
    }
    throw Failure.of(
            GatewayError.INVALID_JSON,
            "The body is not whole, or not compressed as its Content-Encoding says.")
        .exception();
  }

  private static Failure unknownCoding() {
    return Failure.of(
        GatewayError.UNSUPPORTED_MEDIA_TYPE,
        "The Content-Encoding of the body is not taken. Send it as it is, or as gzip or deflate.");
  }

  private static Future<byte[]> sent(
      Vertx vertx, HttpServerRequest request, long most, Duration patience) {
    Promise<byte[]> read = Promise.promise();
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
