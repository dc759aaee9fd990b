package ai.gatewayz.catalog.changes;

import ai.gatewayz.catalog.changes.ChangeLog.Change;
import ai.gatewayz.catalog.changes.ChangeLog.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One follower of the changes. It reads from its own point, a batch at a time and only when the
 * last one has gone out: a slow reader falls behind in the table, not in memory.
 */
final class ChangeStream {

  private static final long RECONNECT_MILLIS = 2_000;

  private final ChangeLog log;
  private final ChangeHead head;
  private final ChangesConfig config;
  private final Sse sse;
  private final String provider;
  private long point;
  private boolean greeted;

  /**
   * @param point the number of the last change that the follower knows
   * @param provider null for all
   */
  ChangeStream(
      ChangeLog log, ChangeHead head, ChangesConfig config, Sse sse, String provider, long point) {
    this.log = log;
    this.head = head;
    this.config = config;
    this.sse = sse;
    this.provider = provider;
    this.point = point;
  }

  Multi<OutboundSseEvent> events() {
    return Multi.createBy()
        .repeating()
        .uni(this::next)
        .indefinitely()
        .onItem()
        .<OutboundSseEvent>disjoint();
  }

  private Uni<List<OutboundSseEvent>> next() {
    if (!greeted) {
      greeted = true;
      // Sent at once, so that the follower knows that it is connected.
      return log.bounds().map(this::greeting);
    }
    return news(config.keepAlive().dividedBy(config.pause()));
  }

  private List<OutboundSseEvent> greeting(ChangeLog.Bounds bounds) {
    List<OutboundSseEvent> events = new ArrayList<>();
    events.add(sse.newEventBuilder().reconnectDelay(RECONNECT_MILLIS).comment("following").build());
    if (bounds.lost(point)) {
      point = Math.max(0, bounds.oldest() - 1);
      events.add(
          sse.newEventBuilder()
              .name("gap")
              .data("{\"message\":\"Older changes are no longer kept. Read all offers again.\"}")
              .build());
    }
    return events;
  }

  /**
   * @param looks until a comment is due
   */
  private Uni<List<OutboundSseEvent>> news(long looks) {
    if (head.isAfter(point)) {
      return log.after(point, provider, config.batch())
          .chain(page -> page.changes().isEmpty() ? later(page, looks) : now(page));
    }
    return looks <= 0
        ? Uni.createFrom().item(List.of(sse.newEventBuilder().comment("keep-alive").build()))
        : pause().chain(() -> news(looks - 1));
  }

  private Uni<List<OutboundSseEvent>> later(Page page, long looks) {
    point = page.next();
    return pause().chain(() -> news(looks - 1));
  }

  private Uni<List<OutboundSseEvent>> now(Page page) {
    point = page.next();
    return Uni.createFrom().item(page.changes().stream().map(this::event).toList());
  }

  private OutboundSseEvent event(Change change) {
    return sse.newEventBuilder()
        .id(Long.toString(change.seq()))
        .name("change")
        .data(change.json())
        .build();
  }

  private Uni<Void> pause() {
    Duration pause = config.pause();
    return Uni.createFrom().voidItem().onItem().delayIt().by(pause);
  }
}
