package ai.gatewayz.gateway.stream;

import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The bytes of an answer that is no text, as they come from a provider. Nothing of them is held but
 * what the caller's socket does not take at once. Where they break off, the caller's connection is
 * cut: nothing within them could tell that they are not whole.
 */
public final class ByteStream implements AnswerStream {

  private final Vertx vertx;
  private final StreamLimits limits;
  private final HttpClientRequest call;
  private final HttpClientResponse upstream;
  private final String contentType;
  private final Buffer begun;
  private final Room room;
  private final Promise<Ending> ended = Promise.promise();

  private HttpServerRequest asked;
  private HttpServerResponse caller;
  private Silence silence;
  private boolean waitingForReader;
  private boolean over;

  /**
   * @param upstream paused
   * @param begun what has come of it
   * @param room that is left at the end
   */
  public ByteStream(
      Vertx vertx,
      StreamLimits limits,
      HttpClientRequest call,
      HttpClientResponse upstream,
      String contentType,
      Buffer begun,
      Room room) {
    this.vertx = vertx;
    this.limits = limits;
    this.call = call;
    this.upstream = upstream;
    this.contentType = contentType;
    this.begun = begun;
    this.room = room;
  }

  @Override
  public String contentType() {
    return contentType;
  }

  @Override
  public Future<Ending> pipeTo(HttpServerRequest request, HttpServerResponse response, String id) {
    asked = request;
    caller = response;
    silence = new Silence(vertx, this::patience, this::tooLong);
    upstream.handler(bytes -> guarded(id, () -> pass(bytes)));
    upstream.endHandler(ignored -> guarded(id, this::finish));
    upstream.exceptionHandler(cause -> breakOff(Optional.of(Evidence.of(Finding.GARBLED))));
    response.closeHandler(ignored -> abandon());
    response.exceptionHandler(cause -> abandon());
    response.drainHandler(ignored -> drained());
    guarded(id, () -> pass(begun));
    if (!over && !waitingForReader) {
      upstream.resume();
    }
    return ended.future();
  }

  @Override
  public void stop() {
    breakOff(Optional.empty());
  }

  @Override
  public void drop() {
    over = true;
    room.leave();
    call.reset();
  }

  /** Whatever goes wrong here, the answer ends. */
  private void guarded(String id, Runnable step) {
    if (over) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      Log.errorf(e, "Passing the answer to request %s on failed unexpectedly", id);
      breakOff(Optional.of(Evidence.of(Finding.GARBLED)));
    }
  }

  private Duration patience() {
    return waitingForReader ? limits.slowReader() : limits.gap().after(false);
  }

  private void pass(Buffer bytes) {
    silence.moved();
    caller.write(bytes);
    if (caller.writeQueueFull() && !waitingForReader) {
      waitingForReader = true;
      upstream.pause();
    }
  }

  private void drained() {
    if (waitingForReader && !over) {
      waitingForReader = false;
      silence.moved();
      upstream.resume();
    }
  }

  private void finish() {
    close();
    caller.end();
    end(Ending.Delivery.DELIVERED, Optional.of(Evidence.of(Finding.ANSWERED)));
  }

  private void breakOff(Optional<Evidence> evidence) {
    if (!over) {
      close();
      call.reset();
      Cut.off(asked);
      end(Ending.Delivery.PARTIAL, evidence);
    }
  }

  private void abandon() {
    if (!over) {
      close();
      call.reset();
      end(Ending.Delivery.ABANDONED, Optional.empty());
    }
  }

  private void tooLong() {
    if (waitingForReader) {
      abandon();
      Cut.off(asked);
    } else {
      breakOff(Optional.of(Evidence.of(Finding.TIMED_OUT)));
    }
  }

  private void close() {
    over = true;
    silence.end();
    room.leave();
  }

  private void end(Ending.Delivery delivery, Optional<Evidence> evidence) {
    ended.complete(new Ending(delivery, evidence, null, 0));
  }
}
