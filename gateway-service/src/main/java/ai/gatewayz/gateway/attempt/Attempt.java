package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.sse.BodyForm;
import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.StreamProgress;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.stream.Begun;
import ai.gatewayz.gateway.stream.ByteStream;
import ai.gatewayz.gateway.stream.HangUp;
import ai.gatewayz.gateway.stream.LiveStream;
import ai.gatewayz.gateway.stream.ReadyStream;
import ai.gatewayz.gateway.stream.Room;
import ai.gatewayz.gateway.stream.StreamLimits;
import ai.gatewayz.gateway.whole.GarbledException;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Classifier;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/** One call to one candidate, up to its first content. Lives on one event loop. */
final class Attempt {

  private final Vertx vertx;
  private final AttemptConfig config;
  private final Classifier classifier;
  private final Asked asked;
  private final CompletionRequest request;
  private final Room room;
  private final long began = System.nanoTime();
  private final Promise<Opening> opened = Promise.promise();
  private final Beginning beginning = new Beginning();

  private Wait wait;
  private StreamLimits limits;
  private HttpClientRequest call;
  private Upload upload;
  private HttpClientResponse response;

  /** Null until it is clear what it is. */
  private Intake intake;

  private boolean over;

  Attempt(Vertx vertx, AttemptConfig config, Classifier classifier, Asked asked, Room room) {
    this.vertx = vertx;
    this.config = config;
    this.classifier = classifier;
    this.asked = asked;
    this.request = asked.request();
    this.room = room;
  }

  Future<Opening> open(UpstreamClient upstream, Waits waits) {
    limits = waits.limits(config);
    wait =
        Wait.begin(
            vertx, waits, request.stream(), () -> guarded(() -> noMore(new Answer.Timeout())));
    guarded(
        () ->
            upstream
                .connect(asked)
                .onFailure(cause -> fail(new Answer.Unreachable(cause)))
                .onSuccess(this::send));
    return opened.future();
  }

  /** Ends it: the caller has left. */
  void cancel() {
    if (leave()) {
      opened.tryFail("cancelled");
    }
  }

  /** Ends it without an answer; false where it has ended. */
  private boolean leave() {
    if (over) {
      return false;
    }
    room.leave();
    end();
    abort();
    return true;
  }

  private void send(HttpClientRequest connected) {
    call = connected;
    if (over) {
      abort();
      return;
    }
    guarded(
        () -> {
          upload = new Upload(connected, request.body(), request.bodyFor(asked.target()));
          upload
              .send()
              .onFailure(cause -> fail(new Answer.Unreachable(cause)))
              .onSuccess(answer -> guarded(() -> answered(answer)));
        });
  }

  private void answered(HttpClientResponse answer) {
    response = answer;
    answer.exceptionHandler(cause -> guarded(() -> noMore(new Answer.CutShort())));
    answer.handler(bytes -> guarded(() -> arrived(bytes)));
    answer.endHandler(ignored -> guarded(this::ended));
  }

  /** Whatever goes wrong here, the attempt ends. */
  void guarded(Runnable step) {
    if (over) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  void failed(Throwable unexpected) {
    if (!(unexpected instanceof GarbledException)) {
      Log.errorf(
          unexpected, "An attempt at %s failed unexpectedly", asked.candidate().provider().id());
    }
    fail(Evidence.of(Finding.GARBLED));
  }

  private void arrived(Buffer bytes) {
    wait.coming();
    if (intake == null) {
      begin(bytes);
    } else {
      intake.arrived(bytes);
    }
  }

  /** The form of a good answer is what its first bytes say. */
  private void begin(Buffer bytes) {
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean good = WholeIntake.isGood(response);
    if (good && asked.passes(type)) {
      bytes(type, bytes);
      return;
    }
    BodyForm form = beginning.add(bytes, type);
    if (form != BodyForm.UNKNOWN || !good) {
      boolean whole = !good || !request.operation().writes();
      takeIn(whole ? BodyForm.WHOLE : form, beginning.bytes());
    } else if (beginning.length() > limits.maxEvent()) {
      fail(Evidence.of(Finding.GARBLED));
    }
  }

  private void takeIn(BodyForm form, Buffer begun) {
    boolean events = form == BodyForm.EVENTS;
    if (asked.target().asWritten() && WholeIntake.isGood(response) && events != request.stream()) {
      // Of the other form nothing is made here: the offer is asked for a chat completion.
      fail(Evidence.of(Finding.GARBLED));
      return;
    }
    intake =
        events
            ? new EventIntake(vertx, this, request, response, limits, asked.form())
            : new WholeIntake(vertx, this, request, response, limits, asked.form());
    intake.arrived(begun);
  }

  private void ended() {
    if (intake == null) {
      takeIn(BodyForm.WHOLE, beginning.bytes());
    }
    if (!over) {
      intake.ended();
    }
  }

  private void noMore(Answer why) {
    if (intake == null) {
      fail(why);
    } else {
      intake.noMore(why);
    }
  }

  boolean isOver() {
    return over;
  }

  /** It has an answer. */
  void opened(Opening opening) {
    end();
    opened.complete(opening);
  }

  /**
   * Whether there is room for so many bytes of its answer; where there is none, it is over, for no
   * fault of its offer.
   */
  boolean holds(long bytes) {
    if (!over && !room.take(bytes) && leave()) {
      opened.complete(new Opening.NoRoom());
    }
    return !over;
  }

  /** A whole answer, with the room that it takes. */
  Opening.Whole whole(String contentType, Buffer body, Usage usage, long written) {
    return new Opening.Whole(contentType, body, usage, written, took(), room, asked.dropped());
  }

  /** It has the beginning of a stream. */
  void stream(StreamEvents events, StreamProgress progress, Buffer held) {
    response.pause();
    LiveStream stream =
        new LiveStream(
            vertx,
            limits,
            json -> classify(new Answer.StreamError(json)),
            call,
            response,
            new Begun(events, progress, held, room));
    opened(new Opening.Streaming(stream, took(), asked.dropped()));
  }

  /** It has the beginning of an answer that is passed on byte by byte. */
  private void bytes(String contentType, Buffer begun) {
    response.pause();
    ByteStream stream = new ByteStream(vertx, limits, call, response, contentType, begun, room);
    opened(new Opening.Streaming(stream, took(), asked.dropped()));
  }

  /** It has all of a stream. */
  void stream(Buffer events, Usage usage, long written) {
    opened(
        new Opening.Streaming(
            new ReadyStream(vertx, limits, events, usage, written, room), took(), asked.dropped()));
  }

  /** It has no answer. */
  void fail(Answer answer) {
    fail(answer, false);
  }

  /**
   * @param overStreamOptions whether it looks as if {@code stream_options} alone were to blame
   */
  void fail(Answer answer, boolean overStreamOptions) {
    Evidence evidence = classify(answer);
    boolean blamed = Manners.overStreamOptions(evidence);
    // A good answer to another question is none.
    fail(
        evidence.finding() == Finding.ANSWERED ? Evidence.of(Finding.GARBLED) : evidence,
        overStreamOptions || blamed);
  }

  /** It has an answer, and nothing more of its stream is wanted. */
  void opened(Opening opening, boolean said) {
    opened(opening);
    if (said) {
      HangUp.unlessEnded(vertx, call, response);
    } else {
      abort();
    }
  }

  private Evidence classify(Answer answer) {
    return classifier.classify(asked.candidate().provider().dialect().errors(), answer);
  }

  void fail(Evidence evidence) {
    fail(evidence, false);
  }

  private void fail(Evidence evidence, boolean overStreamOptions) {
    if (leave()) {
      opened.complete(new Opening.Failed(evidence, overStreamOptions, call != null));
    }
  }

  private void end() {
    over = true;
    wait.cancel();
    if (intake != null) {
      intake.close();
    }
  }

  /**
   * An answer that was read to its end leaves its connection to the next request; any other closes
   * it.
   */
  private void abort() {
    if (upload != null) {
      upload.stop();
    }
    if (call != null) {
      call.reset();
    }
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
