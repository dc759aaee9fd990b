package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.body.BodyBudget.Share;
import ai.gatewayz.gateway.body.BodyBudget.Verdict;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.eventloop.Deadline;
import ai.gatewayz.gateway.eventloop.Deadlines;
import ai.gatewayz.gateway.request.CompletionConfig;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.providers.coding.ContentCoding;
import ai.gatewayz.providers.coding.Inflation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.zip.DataFormatException;

/**
 * Reads a body that is neither too long nor too slow and for which there is room, and undoes gzip
 * and deflate within the same bounds. A caller that waits to be told to go on ({@code Expect:
 * 100-continue}) is told so here, after its key was looked at, what it announces was found to be
 * little enough, and the room for it was reserved.
 */
@Singleton
public final class BodyReader {

  private static final String CONTINUE = "100-continue";

  private final Vertx vertx;
  private final BodyBudget budget;
  private final long patienceMillis;
  private final int most;

  BodyReader(Vertx vertx, CompletionConfig config, BodyBudget budget) {
    this.vertx = vertx;
    this.budget = budget;
    this.patienceMillis = config.bodyTimeout().toMillis();
    this.most = (int) Math.min(config.maxBody().asLongValue(), budget.mostPerKey());
  }

  /**
   * Fails with a {@link FailureException} where the body is not to be had; then nothing is held.
   *
   * @param holder of the key that sends it
   */
  public Future<RequestBody> read(HttpServerRequest request, String holder) {
    long announced = announced(request);
    if (announced > most) {
      return refused(request, tooLarge());
    }
    ContentCoding coding = ContentCoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    if (coding == ContentCoding.UNKNOWN) {
      return refused(request, unknownCoding());
    }
    Share share = budget.share(holder);
    try {
      return reserved(request, coding, (int) announced, share).onFailure(cause -> share.close());
    } catch (RuntimeException e) {
      share.close();
      return Future.failedFuture(e);
    }
  }

  private Future<RequestBody> reserved(
      HttpServerRequest request, ContentCoding coding, int announced, Share share) {
    Gathering body = new Gathering(share, most);
    Verdict verdict = body.announced(announced);
    if (verdict != Verdict.GRANTED) {
      return refused(request, NoRoom.failure(verdict));
    }
    if (request.version() != HttpVersion.HTTP_1_0
        && CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    return coding == ContentCoding.IDENTITY
        ? sent(request, body, Gathering::done)
        // A thousand times what was sent may come of it: too much work for an event loop.
        : sent(request, body, Function.identity())
            .compose(coded -> vertx.executeBlocking(() -> undone(coding, coded, share), false));
  }

  /** The rest is not waited for. */
  private static Future<RequestBody> refused(HttpServerRequest request, Failure failure) {
    closeAfter(request);
    return Future.failedFuture(failure.exception());
  }

  private RequestBody undone(ContentCoding coding, Gathering coded, Share share) {
    Gathering body = new Gathering(share, most);
    try (Inflation inflation = new Inflation(coding)) {
      inflation.add(
          coded.bytes(),
          coded.length(),
          piece -> {
            if (body.length() + piece.length > most) {
              throw tooLarge().exception();
            }
            take(body, piece.length);
            System.arraycopy(piece, 0, body.bytes(), body.add(piece.length), piece.length);
            return true;
          });
      if (inflation.complete()) {
        share.giveBack(coded.bytes().length);
        return body.done();
      }
    } catch (DataFormatException e) {
      // Told below, like a body that breaks off.
    }
    throw Failure.of(
            GatewayError.INVALID_JSON,
            "The body is incomplete or does not match its Content-Encoding.")
        .exception();
  }

  private static void take(Gathering body, int more) {
    Verdict verdict = body.ensure(more);
    if (verdict != Verdict.GRANTED) {
      throw NoRoom.failure(verdict).exception();
    }
  }

  private static Failure unknownCoding() {
    return Failure.of(
        GatewayError.UNSUPPORTED_MEDIA_TYPE,
        "This Content-Encoding is not supported. Send the body as it is, or as gzip or deflate.");
  }

  /**
   * @param done makes of the body, when all of it is there, what the future is completed with
   */
  private <T> Future<T> sent(
      HttpServerRequest request, Gathering body, Function<Gathering, T> done) {
    Promise<T> read = Promise.promise();
    Deadline deadline =
        Deadlines.in(
            vertx,
            patienceMillis,
            () -> {
              closeAfter(request);
              read.tryFail(
                  Failure.of(GatewayError.REQUEST_TIMEOUT, "The body did not arrive in time.")
                      .exception());
            });
    request.handler(
        bytes -> {
          if (!read.future().isComplete()) {
            try {
              arrived(body, bytes);
            } catch (FailureException e) {
              deadline.cancel();
              closeAfter(request);
              read.tryFail(e);
            }
          }
        });
    request.endHandler(
        ignored -> {
          deadline.cancel();
          if (!read.future().isComplete()) {
            read.complete(done.apply(body));
          }
        });
    request.exceptionHandler(
        cause -> {
          deadline.cancel();
          read.tryFail(
              Failure.of(
                      GatewayError.REQUEST_TIMEOUT,
                      "The connection closed before the whole body had arrived.")
                  .exception());
        });
    return read.future();
  }

  private void arrived(Gathering body, Buffer bytes) {
    int more = bytes.length();
    if (body.length() + more > most) {
      throw tooLarge().exception();
    }
    take(body, more);
    bytes.getBytes(body.bytes(), body.add(more));
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

  private Failure tooLarge() {
    return Failure.of(
        GatewayError.REQUEST_TOO_LARGE,
        "The body is larger than the " + most / 1024 + " KiB that this gateway accepts.");
  }
}
