package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.StreamProgress;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.stream.Grace;
import ai.gatewayz.gateway.stream.StreamLimits;
import ai.gatewayz.gateway.whole.Assembly;
import ai.gatewayz.gateway.whole.GarbledException;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/**
 * Takes in a stream: up to its first content where the caller wants one, else to its end, put
 * together. Until then another candidate can be tried, and what is wrong with the stream is no
 * answer.
 */
final class EventIntake implements Intake {

  private final Aside aside;
  private final Attempt attempt;
  private final HttpClientResponse response;
  private final StreamLimits limits;
  private final Grace grace;
  private final StreamEvents events;
  private final AnswerForm form;
  private final StreamProgress progress;

  /** What the caller gets before the first content. */
  private final Buffer held = Buffer.buffer();

  /** Null where the caller wants a stream. */
  private final Assembly assembly;

  private long gatheredBytes;
  private boolean nothingYet = true;

  /** All that is wanted has come, and is being put together. */
  private boolean finishing;

  /** A long event is being read, and nothing else is done meanwhile. */
  private boolean reading;

  /** What has happened meanwhile; null where nothing has. */
  private Answer ended;

  EventIntake(
      Vertx vertx,
      Attempt attempt,
      CompletionRequest request,
      HttpClientResponse response,
      StreamLimits limits,
      AnswerForm form) {
    this.aside = new Aside(vertx, attempt);
    this.attempt = attempt;
    this.response = response;
    this.limits = limits;
    this.progress = new StreamProgress(request.choices());
    this.grace =
        new Grace(vertx, limits.usageGrace(), () -> finish(whole -> attempt.opened(whole, false)));
    this.form = form;
    this.events =
        new StreamEvents(
            request.includeUsage(), request.stream() ? form.events().orElse(null) : null);
    this.assembly = request.stream() ? null : new Assembly(request.operation() == Operation.CHAT);
  }

  @Override
  public void arrived(Buffer bytes) {
    if (finishing) {
      return;
    }
    events.feed(bytes.getBytes());
    goOn();
  }

  private void goOn() {
    while (wanting() && events.next()) {
      if (events.isLong()) {
        readAside();
        return;
      }
      event();
    }
    if (!wanting()) {
      return;
    }
    if (events.waiting() + held.length() + gatheredBytes > limits.maxEvent()) {
      attempt.fail(Evidence.of(Finding.GARBLED));
    } else if (!attempt.holds(room())) {
      return;
    } else if (progress.awaitsUsage()) {
      grace.begin();
    } else {
      grace.cancel();
    }
  }

  private long room() {
    return events.memory() + held.length() + (Assembly.FACTOR + form.copies()) * gatheredBytes;
  }

  /** The order of the events is kept: nothing more is taken in until this one is read. */
  private void readAside() {
    reading = true;
    grace.cancel();
    response.pause();
    aside.run(events.length(), this::read, this::hasRead);
  }

  private void hasRead(boolean good) {
    reading = false;
    if (good) {
      event();
      goOn();
    } else {
      attempt.fail(Evidence.of(Finding.GARBLED));
    }
    if (wanting() && ended != null) {
      noMore(ended);
    }
    if (wanting() && !reading) {
      response.resume();
    }
  }

  /** On a worker; false where it is no part of an answer. */
  private boolean read() {
    events.read();
    if (assembly != null && events.chunk() instanceof Chunk.Part) {
      try {
        assembly.add(events.data());
      } catch (GarbledException e) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void ended() {
    if (!finishing && events.last()) {
      event();
    }
    if (wanting()) {
      noMore(new Answer.CutShort());
    }
  }

  private boolean wanting() {
    return !finishing && !attempt.isOver();
  }

  @Override
  public void noMore(Answer why) {
    if (reading) {
      ended = why;
    } else if (finishing) {
      return;
    } else if (progress.complete()) {
      finish(attempt::opened);
    } else {
      // Where a stream ends before it holds anything, what it holds may be what was asked for.
      attempt.fail(why, nothingYet && why instanceof Answer.CutShort);
    }
  }

  @Override
  public void close() {
    grace.cancel();
  }

  private void event() {
    switch (events.chunk()) {
      case Chunk.Part part -> part(part);
      case Chunk.Nothing ignored -> hold();
      case Chunk.Other ignored -> hold();
      case Chunk.Vectors ignored -> hold();
      case Chunk.Error error -> attempt.fail(new Answer.StreamError(error.json()));
      case Chunk.Done ignored -> done();
      case Chunk.Garbage ignored -> attempt.fail(new Answer.CutShort());
    }
  }

  private void part(Chunk.Part part) {
    nothingYet = false;
    progress.saw(part);
    if (assembly != null) {
      assemble(events.data());
      return;
    }
    hold();
    if (part.content() || part.finishes()) {
      attempt.stream(events, progress, held);
    }
  }

  private void hold() {
    if (assembly == null) {
      Bytes bytes = events.forCaller();
      held.appendBytes(bytes.array(), bytes.start(), bytes.length());
    }
  }

  private void assemble(Bytes data) {
    gatheredBytes += data.length();
    if (events.isLong()) {
      return; // done where it was read
    }
    try {
      assembly.add(data);
    } catch (GarbledException e) {
      attempt.fail(Evidence.of(Finding.GARBLED));
    }
  }

  private void done() {
    if (assembly != null && progress.mayBeDone()) {
      finish(whole -> attempt.opened(whole, true));
    } else {
      noMore(new Answer.CutShort());
    }
  }

  private void finish(Consumer<Opening> then) {
    finishing = true;
    grace.cancel();
    aside.run(gatheredBytes, this::whole, then);
  }

  // Without a copy: what is to come in its place is not there in this Vert.x.
  @SuppressWarnings("deprecation")
  private Opening whole() throws GarbledException {
    Usage usage = progress.usage();
    ByteBuf put = assembly.whole();
    if (form == AnswerForm.CHAT) {
      return attempt.whole("application/json", Buffer.buffer(put), usage, progress.written());
    }
    Bytes written = form.writeWhole(bytes(put), usage, progress.written());
    return attempt.whole(
        "application/json", Buffer.buffer(written.copy()), usage, progress.written());
  }

  private static Bytes bytes(ByteBuf buffer) {
    byte[] all = new byte[buffer.readableBytes()];
    buffer.readBytes(all);
    return Bytes.of(all);
  }
}
