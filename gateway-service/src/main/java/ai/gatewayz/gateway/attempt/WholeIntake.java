package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.stream.StreamLimits;
import ai.gatewayz.gateway.tokens.TokenMeter;
import ai.gatewayz.gateway.whole.GarbledException;
import ai.gatewayz.gateway.whole.Unfolding;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Takes in an answer that comes as a whole, good or bad. */
final class WholeIntake implements Intake {

  /** Of an error's body the classifier needs no more. */
  private static final int ERROR_BYTES = 16 * 1024;

  /** It is copied once as it grows, or once to what is made of it. */
  private static final int FACTOR = 2;

  private final Aside aside;
  private final Attempt attempt;
  private final CompletionRequest request;
  private final HttpClientResponse response;
  private final StreamLimits limits;
  private final AnswerForm form;
  private final Received held = new Received();

  WholeIntake(
      Vertx vertx,
      Attempt attempt,
      CompletionRequest request,
      HttpClientResponse response,
      StreamLimits limits,
      AnswerForm form) {
    this.aside = new Aside(vertx, attempt);
    this.attempt = attempt;
    this.request = request;
    this.response = response;
    this.limits = limits;
    this.form = form;
  }

  @Override
  public void arrived(Buffer bytes) {
    held.add(bytes);
    if (!isGood(response) && held.length() >= ERROR_BYTES) {
      classify();
    } else if (held.length() > limits.maxEvent()) {
      attempt.fail(Evidence.of(Finding.GARBLED));
    } else {
      attempt.holds((FACTOR + form.copies()) * (long) held.length());
    }
  }

  @Override
  public void ended() {
    if (!isGood(response)) {
      classify();
      return;
    }
    Bytes body = body();
    aside.run(body.length(), () -> read(body), Runnable::run);
  }

  /** What is to be done, on the event loop, with an answer that may be long. */
  private Runnable read(Bytes body) {
    return switch (form.readWhole(body)) {
      case Chunk.Part part when part.whole() && request.operation() != Operation.EMBEDDINGS ->
          answered(body, part.usage(), TokenMeter.ofAnswer(part.said()));
      case Chunk.Vectors vectors when request.operation() == Operation.EMBEDDINGS ->
          answered(body, vectors.usage(), 0);
      case Chunk.Part ignored -> this::classify;
      case Chunk.Vectors ignored -> this::classify;
      case Chunk.Done ignored -> this::classify;
      case Chunk.Error ignored -> this::classify;
      case Chunk.Other ignored -> this::classify;
      case Chunk.Nothing ignored -> this::classify;
      case Chunk.Garbage ignored -> this::classify;
    };
  }

  /** An answer may be megabytes: it is read where it lies. */
  // What is to come in its place is not there in this Vert.x.
  @SuppressWarnings("deprecation")
  private Bytes body() {
    ByteBuf bytes = held.bytes().getByteBuf();
    return bytes.hasArray()
        ? new Bytes(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes())
        : Bytes.of(held.bytes().getBytes());
  }

  private Runnable answered(Bytes body, Usage usage, long written) {
    try {
      if (!request.stream()) {
        Bytes sent = form.writeWhole(body, usage, written);
        Buffer whole = sent == body ? held.bytes() : Buffer.buffer(sent.copy());
        return () -> attempt.opened(attempt.whole(form.contentType(), whole, usage, written));
      }
      Buffer events = form.events().isEmpty() ? unfolded(body) : translated(body);
      return () -> attempt.stream(events, usage, written);
    } catch (GarbledException e) {
      return () -> attempt.fail(Evidence.of(Finding.GARBLED));
    }
  }

  // Without a copy: what is to come in its place is not there in this Vert.x.
  @SuppressWarnings("deprecation")
  private Buffer unfolded(Bytes body) throws GarbledException {
    return Buffer.buffer(
        Unfolding.events(body, request.operation() == Operation.CHAT, request.includeUsage()));
  }

  /** As the events of a stream, of which each is translated. */
  private Buffer translated(Bytes body) throws GarbledException {
    if (Trees.answer(body).isMissingNode()) {
      throw new GarbledException("an answer that is too large to be translated");
    }
    StreamEvents events = new StreamEvents(true, form.events().orElseThrow());
    ByteBuf unfolded = Unfolding.events(body, true, true);
    byte[] all = new byte[unfolded.readableBytes()];
    unfolded.readBytes(all);
    events.feed(all);
    Buffer out = Buffer.buffer();
    while (events.next()) {
      if (events.isLong()) {
        events.read();
      }
      Bytes bytes = events.forCaller();
      out.appendBytes(bytes.array(), bytes.start(), bytes.length());
    }
    return out.appendBytes(events.end());
  }

  @Override
  public void noMore(Answer why) {
    attempt.fail(why);
  }

  @Override
  public void close() {}

  static boolean isGood(HttpClientResponse response) {
    return response.statusCode() >= 200 && response.statusCode() < 300;
  }

  private void classify() {
    attempt.fail(
        new Answer.Http(
            response.statusCode(),
            response::getHeader,
            held.bytes().getBytes(0, Math.min(held.length(), ERROR_BYTES))));
  }
}
