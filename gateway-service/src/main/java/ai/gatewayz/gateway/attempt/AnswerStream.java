package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.error.ErrorBody;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.ChunkReader;
import ai.gatewayz.gateway.sse.EventSplitter;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.health.evidence.Answer;
import ai.gatewayz.health.evidence.Classifier;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.providers.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The rest of a stream that has begun: whole events go to the caller byte for byte as they come. An
 * answer that breaks off ends with an error event, never as if it were complete. Lives on one event
 * loop.
 */
public final class AnswerStream {

  /** Bytes, not a buffer: a native executable's heap may hold none of those. */
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

  private static final long END_MILLIS = 1_000;

  private final Vertx vertx;
  private final AttemptConfig config;
  private final Gap gap;
  private final Classifier classifier;
  private final Dialect dialect;
  private final HttpClientRequest call;
  private final HttpClientResponse upstream;
  private final EventSplitter events;
  private final Promise<Ending> ended = Promise.promise();

  private Buffer out;
  private HttpServerRequest asked;
  private HttpServerResponse caller;
  private String requestId;
  private Usage usage;
  private long pieces;
  private boolean finished;
  private boolean erred;
  private boolean done;
  private boolean over;
  private byte[] latest;
  private long moved;
  private boolean waitingForReader;
  private long timer = -1;

  AnswerStream(
      Vertx vertx,
      AttemptConfig config,
      Gap gap,
      Classifier classifier,
      Dialect dialect,
      HttpClientRequest call,
      HttpClientResponse upstream,
      EventSplitter events,
      Buffer held) {
    this.vertx = vertx;
    this.config = config;
    this.gap = gap;
    this.classifier = classifier;
    this.dialect = dialect;
    this.call = call;
    this.upstream = upstream;
    this.events = events;
    this.out = held;
  }

  void seen(Chunk.Part part) {
    finished |= part.finished();
    pieces += part.content() ? 1 : 0;
    usage = part.usage() == null ? usage : part.usage();
  }

  /**
   * Sends what there is and what comes. The head of the answer is set already.
   *
   * @return completes when the answer has ended one way or the other; never fails
   */
  public Future<Ending> pipeTo(HttpServerRequest request, HttpServerResponse response, String id) {
    asked = request;
    caller = response;
    requestId = id;
    moved = System.nanoTime();
    upstream.handler(this::arrived);
    upstream.endHandler(ignored -> finish());
    upstream.exceptionHandler(
        cause -> breakOff(classifier.classify(dialect, new Answer.CutShort())));
    response.closeHandler(ignored -> abandon());
    response.exceptionHandler(cause -> abandon());
    response.drainHandler(ignored -> drained());
    watch(gap.usual().toMillis());
    drainEvents();
    if (done) {
      finish();
      letEnd();
    } else if (!over) {
      flush();
      upstream.resume();
    }
    return ended.future();
  }

  /** Breaks the answer off: a limit of the gateway itself, and no fault of the provider. */
  public void stop() {
    breakOff(Optional.empty(), "it took longer than a request may");
  }

  private void arrived(Buffer bytes) {
    moved = System.nanoTime();
    if (over || done) {
      return;
    }
    events.feed(bytes.getBytes());
    drainEvents();
    if (!over && events.waiting() > config.maxAnswer().asLongValue()) {
      breakOff(Evidence.of(Finding.GARBLED));
    }
    if (done) {
      finish();
      letEnd();
    } else if (!over) {
      flush();
    }
  }

  /** The provider has said all; if it ends in time, its connection serves the next request. */
  private void letEnd() {
    long end = vertx.setTimer(END_MILLIS, id -> call.reset());
    upstream.exceptionHandler(cause -> vertx.cancelTimer(end));
    upstream.endHandler(ignored -> vertx.cancelTimer(end));
    upstream.resume();
  }

  private void drainEvents() {
    while (!over && !done && events.next()) {
      event();
    }
  }

  private void event() {
    byte[] data = events.data();
    if (data != null) {
      latest = data;
      switch (ChunkReader.read(data)) {
        case Chunk.Part part -> seen(part);
        case Chunk.Done ignored -> done = true;
        case Chunk.Error error -> {
          erred = true;
          breakOff(classifier.classify(dialect, new Answer.StreamError(error.json())));
          return;
        }
        case Chunk.Garbage ignored -> {
          breakOff(Evidence.of(Finding.GARBLED));
          return;
        }
      }
    }
    out.appendBytes(events.raw());
  }

  private void flush() {
    if (out.length() == 0) {
      return;
    }
    caller.write(out);
    out = Buffer.buffer();
    if (caller.writeQueueFull() && !waitingForReader) {
      waitingForReader = true;
      moved = System.nanoTime();
      upstream.pause();
    }
  }

  private void drained() {
    if (waitingForReader && !over) {
      waitingForReader = false;
      moved = System.nanoTime();
      upstream.resume();
    }
  }

  private void finish() {
    if (over) {
      return;
    }
    if (!done && events.last()) {
      event();
      // The caller's parser needs the blank line that this provider left out.
      out.appendString("\n\n");
    }
    if (over) {
      return;
    }
    if (!done && !finished) {
      breakOff(classifier.classify(dialect, new Answer.CutShort()));
      return;
    }
    if (!done) {
      out.appendBytes(DONE);
    }
    close();
    caller.end(out);
    ended.complete(
        new Ending(
            Ending.Delivery.DELIVERED, Optional.of(Evidence.of(Finding.ANSWERED)), usage, pieces));
  }

  private void breakOff(Evidence evidence) {
    breakOff(Optional.of(evidence), evidence.finding().label());
  }

  private void breakOff(Optional<Evidence> evidence, String why) {
    if (over) {
      return;
    }
    close();
    call.reset();
    if (done || finished && !erred) {
      // The answer is there; only its trailer was lost.
      caller.end(done ? out : out.appendBytes(DONE));
      ended.complete(
          new Ending(
              Ending.Delivery.DELIVERED,
              Optional.of(Evidence.of(Finding.ANSWERED)),
              usage,
              pieces));
      return;
    }
    Failure failure =
        Failure.of(
            GatewayError.ANSWER_INTERRUPTED,
            "The answer broke off at its provider (" + why + "); what came before is incomplete.");
    caller.end(out.appendBytes(ErrorBody.event(failure, requestId)));
    ended.complete(new Ending(Ending.Delivery.PARTIAL, evidence, usage, pieces));
  }

  private void abandon() {
    if (!over) {
      close();
      call.reset();
      ended.complete(new Ending(Ending.Delivery.ABANDONED, Optional.empty(), usage, pieces));
    }
  }

  private void close() {
    over = true;
    vertx.cancelTimer(timer);
  }

  /** One timer that looks when something last moved, instead of one per piece. */
  private void watch(long millis) {
    timer =
        vertx.setTimer(
            Math.max(1, millis),
            id -> {
              long limit =
                  (waitingForReader ? config.slowReaderTimeout() : gap.after(latest)).toMillis();
              long still = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - moved);
              if (still < limit) {
                watch(limit - still);
              } else if (waitingForReader) {
                abandon();
                Cut.off(asked);
              } else {
                breakOff(classifier.classify(dialect, new Answer.Timeout()));
              }
            });
  }
}
