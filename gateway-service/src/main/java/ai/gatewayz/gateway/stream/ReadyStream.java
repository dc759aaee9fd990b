package ai.gatewayz.gateway.stream;

import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/** A stream that is complete before it is sent: its provider answered with the whole. */
public final class ReadyStream implements AnswerStream {

  private final Vertx vertx;
  private final StreamLimits limits;
  private final Buffer events;
  private final Usage usage;
  private final long written;
  private final Room room;
  private HttpServerRequest asked;

  /**
   * @param events all of them, {@code [DONE]} included
   * @param usage null where the provider told none
   * @param written an estimate of the tokens in it
   * @param room that they take, which is left when the caller has them
   */
  public ReadyStream(
      Vertx vertx, StreamLimits limits, Buffer events, Usage usage, long written, Room room) {
    this.vertx = vertx;
    this.limits = limits;
    this.events = events;
    this.usage = usage;
    this.written = written;
    this.room = room;
  }

  @Override
  public Future<Ending> pipeTo(HttpServerRequest request, HttpServerResponse response, String id) {
    asked = request;
    Future<Void> written = response.end(events);
    Duration patience = limits.slowReader().plusSeconds(events.length() / limits.slowestReader());
    long slow = vertx.setTimer(patience.toMillis(), timer -> Cut.off(request));
    return written
        .onComplete(
            ignored -> {
              vertx.cancelTimer(slow);
              room.leave();
            })
        .map(ended(Ending.Delivery.DELIVERED))
        .otherwise(ended(Ending.Delivery.ABANDONED));
  }

  private Ending ended(Ending.Delivery delivery) {
    return new Ending(delivery, Optional.of(Evidence.of(Finding.ANSWERED)), usage, written);
  }

  /** All is sent as soon as anything is: who has not taken it by now, does not. */
  @Override
  public void stop() {
    Cut.off(asked);
  }

  @Override
  public void drop() {
    room.leave();
  }
}
