package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.sse.Assembly;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.ChunkReader;
import ai.gatewayz.gateway.sse.EventSplitter;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.health.evidence.Answer;
import ai.gatewayz.health.evidence.Classifier;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;

/** One call to one candidate, up to its first content. Lives on one event loop. */
final class Attempt {

  /** Of an error's body the classifier needs no more. */
  private static final int ERROR_BYTES = 16 * 1024;

  private final Vertx vertx;
  private final AttemptConfig config;
  private final Classifier classifier;
  private final Candidate candidate;
  private final CompletionRequest request;
  private final Target target;
  private final String traceparent;
  private final long began = System.nanoTime();
  private final Promise<Opening> opened = Promise.promise();
  private final EventSplitter events = new EventSplitter();
  private final Buffer held = Buffer.buffer();

  private Wait wait;
  private Gap gap;
  private HttpClientRequest call;
  private HttpClientResponse response;
  private Assembly assembly;
  private Usage usage;
  private long gatheredBytes;
  private boolean nothingYet = true;
  private boolean finished;
  private boolean over;

  Attempt(
      Vertx vertx,
      AttemptConfig config,
      Classifier classifier,
      Candidate candidate,
      CompletionRequest request,
      Target target,
      String traceparent) {
    this.vertx = vertx;
    this.config = config;
    this.classifier = classifier;
    this.candidate = candidate;
    this.request = request;
    this.target = target;
    this.traceparent = traceparent;
  }

  Future<Opening> open(UpstreamClient upstream, Waits waits) {
    gap = waits.gap();
    wait = Wait.begin(vertx, waits, request.stream(), () -> fail(new Answer.Timeout()));
    upstream
        .connect(candidate, request, request.stream() || target.streamed(), traceparent)
        .onFailure(cause -> fail(new Answer.Unreachable(cause)))
        .onSuccess(this::send);
    return opened.future();
  }

  /** Ends it: the caller has left. */
  void cancel() {
    if (!over) {
      end();
      abort();
      opened.tryFail("cancelled");
    }
  }

  private void send(HttpClientRequest connected) {
    call = connected;
    if (over) {
      abort();
      return;
    }
    connected
        .send(Buffer.buffer(request.bodyFor(target)))
        .onFailure(cause -> fail(new Answer.Unreachable(cause)))
        .onSuccess(this::answered);
  }

  private void answered(HttpClientResponse answer) {
    if (over) {
      return;
    }
    response = answer;
    answer.exceptionHandler(cause -> fail(new Answer.CutShort()));
    String type = answer.getHeader("content-type");
    boolean events = good() && type != null && type.startsWith("text/event-stream");
    if (events && (request.stream() || target.streamed())) {
      assembly = target.streamed() ? new Assembly() : null;
      answer.handler(this::streamed);
      answer.endHandler(ignored -> streamEnded());
    } else {
      answer.handler(this::gathered);
      answer.endHandler(ignored -> whole());
    }
  }

  private boolean good() {
    return response.statusCode() >= 200 && response.statusCode() < 300;
  }

  private void gathered(Buffer bytes) {
    if (over) {
      return;
    }
    wait.coming();
    held.appendBuffer(bytes);
    if (!good() && held.length() >= ERROR_BYTES) {
      classify();
    } else if (held.length() > config.maxAnswer().asLongValue()) {
      fail(Evidence.of(Finding.GARBLED));
    }
  }

  private void whole() {
    if (over) {
      return;
    }
    if (good() && !request.stream() && read(held) instanceof Chunk.Part part) {
      end();
      opened.complete(
          new Opening.Whole(response.getHeader("content-type"), held, part.usage(), took()));
    } else {
      classify();
    }
  }

  /** An answer may be megabytes: it is read where it lies. */
  private static Chunk read(Buffer answer) {
    ByteBuf bytes = answer.getByteBuf();
    return bytes.hasArray()
        ? ChunkReader.read(
            bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes())
        : ChunkReader.read(answer.getBytes());
  }

  private void classify() {
    Evidence evidence =
        classifier.classify(
            candidate.provider().dialect(),
            new Answer.Http(
                response.statusCode(),
                response::getHeader,
                held.getBytes(0, Math.min(held.length(), ERROR_BYTES))));
    if (evidence.finding() == Finding.REQUEST_REFUSED
        && evidence.detail().contains("stream_options")) {
      fail(evidence, true);
      return;
    }
    // A good answer in a form that was not asked for is none.
    fail(evidence.finding() == Finding.ANSWERED ? Evidence.of(Finding.GARBLED) : evidence);
  }

  private void streamed(Buffer bytes) {
    if (over) {
      return;
    }
    wait.coming();
    events.feed(bytes.getBytes());
    while (!over && events.next()) {
      event();
    }
    if (!over && events.waiting() + held.length() > config.maxAnswer().asLongValue()) {
      fail(Evidence.of(Finding.GARBLED));
    }
  }

  private void streamEnded() {
    if (!over && events.last()) {
      event();
    }
    if (!over && finished) {
      assembled();
    } else if (!over) {
      cutShort();
    }
  }

  /** Where a stream ends before it holds anything, what it holds may be what was asked for. */
  private void cutShort() {
    fail(classifier.classify(target.dialect(), new Answer.CutShort()), nothingYet);
  }

  /** The caller wanted a whole answer, and gets one. */
  private void assembled() {
    end();
    opened.complete(
        new Opening.Whole("application/json", Buffer.buffer(assembly.whole()), usage, took()));
  }

  private void event() {
    byte[] data = events.data();
    if (data == null) {
      held.appendBytes(events.raw());
      return;
    }
    switch (ChunkReader.read(data)) {
      case Chunk.Part part -> {
        nothingYet = false;
        if (assembly != null) {
          assemble(part, data);
        } else if (part.content() || part.finished()) {
          commit(part);
        } else {
          held.appendBytes(events.raw());
        }
      }
      case Chunk.Error error -> fail(new Answer.StreamError(error.json()));
      case Chunk.Done ignored -> {
        if (finished) {
          assembled();
        } else {
          cutShort();
        }
      }
      case Chunk.Garbage ignored -> fail(new Answer.CutShort());
    }
  }

  private void assemble(Chunk.Part part, byte[] data) {
    assembly.add(data);
    finished |= part.finished();
    usage = part.usage() == null ? usage : part.usage();
    gatheredBytes += data.length;
    if (gatheredBytes > config.maxAnswer().asLongValue()) {
      fail(Evidence.of(Finding.GARBLED));
    }
  }

  private void commit(Chunk.Part first) {
    end();
    response.pause();
    held.appendBytes(events.raw());
    AnswerStream stream =
        new AnswerStream(
            vertx,
            config,
            gap,
            classifier,
            candidate.provider().dialect(),
            call,
            response,
            events,
            held);
    stream.seen(first);
    opened.complete(new Opening.Streaming(stream, took()));
  }

  private void fail(Answer answer) {
    fail(classifier.classify(candidate.provider().dialect(), answer));
  }

  private void fail(Evidence evidence) {
    fail(evidence, false);
  }

  private void fail(Evidence evidence, boolean overStreamOptions) {
    if (!over) {
      end();
      abort();
      opened.complete(new Opening.Failed(evidence, overStreamOptions, call != null));
    }
  }

  private void end() {
    over = true;
    wait.cancel();
  }

  /**
   * An answer that was read to its end leaves its connection to the next request; any other closes
   * it.
   */
  private void abort() {
    if (call != null) {
      call.reset();
    }
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
