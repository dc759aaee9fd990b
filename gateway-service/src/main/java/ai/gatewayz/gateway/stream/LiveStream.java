package ai.gatewayz.gateway.stream;

import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.StreamProgress;
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
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The rest of a stream as it comes from a provider: whole events go to the caller as they come. An
 * answer that breaks off ends with an error event, never as if it were complete.
 */
public final class LiveStream implements AnswerStream {

  /** Bytes, not a buffer: a native executable's heap may hold none of those. */
  private static final byte[] NOTHING = {};

  private final Vertx vertx;
  private final StreamLimits limits;
  private final Function<byte[], Evidence> errors;
  private final HttpClientRequest call;
  private final HttpClientResponse upstream;
  private final StreamEvents events;
  private final StreamProgress progress;
  private final Grace grace;
  private final Room room;
  private final Outlet outlet;
  private final Promise<Ending> ended = Promise.promise();

  private HttpServerRequest asked;
  private String requestId;
  private boolean done;
  private boolean over;
  private Silence silence;
  private boolean waitingForReader;
  private boolean readingAside;

  /**
   * @param errors what an error event says of the offer, by its data
   * @param upstream paused
   */
  public LiveStream(
      Vertx vertx,
      StreamLimits limits,
      Function<byte[], Evidence> errors,
      HttpClientRequest call,
      HttpClientResponse upstream,
      Begun begun) {
    this.vertx = vertx;
    this.limits = limits;
    this.errors = errors;
    this.call = call;
    this.upstream = upstream;
    this.events = begun.events();
    this.progress = begun.progress();
    this.outlet = new Outlet(begun.held());
    this.room = begun.room();
    this.grace = new Grace(vertx, limits.usageGrace(), () -> breakOff(Interruption.closed()));
  }

  @Override
  public Future<Ending> pipeTo(HttpServerRequest request, HttpServerResponse response, String id) {
    asked = request;
    outlet.to(response);
    requestId = id;
    silence =
        new Silence(vertx, () -> waitingForReader ? limits.slowReader() : gap(), this::tooLong);
    upstream.handler(bytes -> guarded(() -> arrived(bytes)));
    upstream.endHandler(ignored -> guarded(this::finish));
    upstream.exceptionHandler(cause -> guarded(() -> breakOff(Interruption.closed())));
    response.closeHandler(ignored -> abandon());
    response.exceptionHandler(cause -> abandon());
    response.drainHandler(ignored -> drained());
    guarded(this::drainEvents);
    resume();
    return ended.future();
  }

  @Override
  public void stop() {
    breakOff(Interruption.ourLimit());
  }

  @Override
  public void drop() {
    over = true;
    room.leave();
    call.reset();
  }

  /** Whatever goes wrong here, the answer ends. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(Throwable unexpected) {
    Log.errorf(unexpected, "Reading the answer to request %s failed unexpectedly", requestId);
    breakOff(Interruption.garbled());
  }

  private void arrived(Buffer bytes) {
    silence.moved();
    if (!over) {
      events.feed(bytes.getBytes());
      drainEvents();
    }
  }

  private void resume() {
    if (!over && !waitingForReader && !readingAside) {
      upstream.resume();
    }
  }

  private void drainEvents() {
    while (!over && !done && events.next()) {
      if (events.isLong()) {
        readAside();
        return;
      }
      event();
    }
    if (over) {
      return;
    }
    if (done) {
      finish();
      HangUp.unlessEnded(vertx, call, upstream);
    } else if (events.waiting() > limits.maxEvent()) {
      breakOff(Interruption.tooLarge(limits.maxEvent()));
    } else if (!room.take(events.memory() + outlet.length())) {
      breakOff(Interruption.noRoom());
    } else {
      flush();
      awaitUsage();
    }
  }

  /** Nobody else on the event loop waits for it, and the order of the events is kept. */
  private void readAside() {
    readingAside = true;
    grace.cancel();
    upstream.pause();
    vertx
        .executeBlocking(Executors.callable(events::read), false)
        .onSuccess(ignored -> guarded(this::goOn))
        .onFailure(this::failed);
  }

  private void goOn() {
    readingAside = false;
    silence.moved();
    if (!over) {
      event();
      drainEvents();
      resume();
    }
  }

  private void event() {
    switch (events.chunk()) {
      case Chunk.Error error -> breakOff(Interruption.failed(errors.apply(error.json())), true);
      case Chunk.Done ignored -> {
        done = true;
        if (progress.mayBeDone()) {
          outlet.append(events.forCaller());
        }
      }
      case Chunk.Part said -> pass(said);
      case Chunk.Garbage said -> pass(said);
      case Chunk.Nothing said -> pass(said);
      case Chunk.Other said -> pass(said);
      case Chunk.Vectors said -> pass(said);
    }
  }

  private void pass(Chunk said) {
    progress.saw(said);
    outlet.append(events.forCaller());
  }

  /** Not while nothing is read: it could not come. */
  private void awaitUsage() {
    if (progress.awaitsUsage() && !waitingForReader && !readingAside) {
      grace.begin();
    } else {
      grace.cancel();
    }
  }

  private void flush() {
    if (!outlet.flush() && !waitingForReader) {
      waitingForReader = true;
      silence.moved();
      upstream.pause();
    }
  }

  private void drained() {
    if (waitingForReader && !over) {
      waitingForReader = false;
      silence.moved();
      resume();
      awaitUsage();
    }
  }

  /** The provider has said all that it says. */
  private void finish() {
    if (over) {
      return;
    }
    if (!done && events.last()) {
      event();
    }
    if (over) {
      return;
    }
    if (done ? progress.mayBeDone() : progress.complete()) {
      close();
      deliver();
    } else {
      breakOff(progress.garbled() ? Interruption.garbled() : Interruption.closed());
    }
  }

  private void deliver() {
    outlet.end(done ? NOTHING : events.end());
    Finding finding = progress.garbled() ? Finding.GARBLED : Finding.ANSWERED;
    end(Ending.Delivery.DELIVERED, Optional.of(Evidence.of(finding)));
  }

  private void breakOff(Interruption interruption) {
    breakOff(interruption, false);
  }

  private void breakOff(Interruption interruption, boolean failed) {
    if (over) {
      return;
    }
    close();
    call.reset();
    if (progress.complete() && !failed) {
      // The answer is there; only its trailer was lost.
      deliver();
      return;
    }
    outlet.end(events.error(interruption.failure(), requestId));
    end(Ending.Delivery.PARTIAL, interruption.evidence());
  }

  private void abandon() {
    if (!over) {
      close();
      call.reset();
      end(Ending.Delivery.ABANDONED, Optional.empty());
    }
  }

  private void end(Ending.Delivery delivery, Optional<Evidence> evidence) {
    ended.complete(new Ending(delivery, evidence, progress.usage(), progress.written()));
  }

  private Duration gap() {
    return limits.gap().after(progress.thinking());
  }

  private void close() {
    over = true;
    silence.end();
    grace.cancel();
    room.leave();
  }

  private void tooLong() {
    if (waitingForReader) {
      abandon();
      Cut.off(asked);
    } else {
      breakOff(Interruption.silent(gap()));
    }
  }
}
