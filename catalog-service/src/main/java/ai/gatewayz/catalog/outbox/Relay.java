package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import ai.gatewayz.catalog.outbox.OutboxRecords.OutboxRow;
import ai.gatewayz.catalog.schema.Schema;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Brings the outbox to Kafka. The position is a row: who holds its lock relays, others pass by. It
 * moves only after Kafka has acknowledged, so a crash in between sends the same events again, never
 * loses one.
 *
 * <p>A lock can be lost without its holder noticing (the database restarts, the process is stopped
 * for a while), with events still on their way. The row names who published last; whoever takes
 * over from another one shuts it out of Kafka before sending anything, so that an old event never
 * comes after a newer one.
 *
 * <p>Before the first event of a process, and where the position has gone back (the database was
 * put back from a backup), what the database holds is brought in line with what Kafka has.
 */
@ApplicationScoped
public class Relay {

  // An offer is found by its key and then compared: all offers of a first sync are of one version,
  // and a database that knows nothing of its tables yet would look each of them up among all the
  // others.
  private static final String READ =
      "select o.seq, o.action, o.provider, o.id, o.payload, o.at,"
          + " case when f.version = o.version and f.hidden is null then f.body end, o.traceparent"
          + " from outbox o left join offers f on f.provider = o.provider and f.id = o.id"
          + " and o.action = 'put' where o.seq > :position order by o.seq limit :batch";

  private static final String OLDEST =
      "select seq, at from outbox where seq > (select published from relay where id = 1)"
          + " order by seq limit 1";

  /** This process, among the replicas. */
  private final String owner = UUID.randomUUID().toString();

  private final KafkaPublisher kafka;
  private final Alignment alignment;
  private final RelayConfig config;
  private final RelayMetrics metrics;
  private final RelayTracing tracing;
  private final Schema schema;
  private final Vertx vertx;
  private final Background background;
  private volatile boolean aligned;
  // The highest position seen: the table's is never lower, unless it is an older table.
  private volatile long seen;
  private Repeating turns;

  Relay(
      KafkaPublisher kafka,
      Alignment alignment,
      RelayConfig config,
      RelayMetrics metrics,
      RelayTracing tracing,
      Schema schema,
      Vertx vertx,
      Background background) {
    this.kafka = kafka;
    this.alignment = alignment;
    this.config = config;
    this.metrics = metrics;
    this.tracing = tracing;
    this.schema = schema;
    this.vertx = vertx;
    this.background = background;
  }

  void start(@Observes StartupEvent started) {
    turns = background.every(config.pause(), "Publishing the outbox", this::turn);
  }

  void stop(@Observes ShutdownEvent stopping) {
    turns.cancel();
  }

  private Uni<Void> turn() {
    return schema.ready() ? drain() : Uni.createFrom().voidItem();
  }

  /** Publishes until nothing is left. */
  Uni<Void> drain() {
    return (aligned ? Uni.createFrom().voidItem() : prepare())
        .chain(() -> Panache.withTransaction(this::batch))
        .onFailure()
        .invoke(metrics::failed)
        .chain(sent -> sent < config.batch() ? Uni.createFrom().voidItem() : drain());
  }

  /** Says how far behind it is first: reading what Kafka holds may fail for long. */
  private Uni<Void> prepare() {
    return Panache.withSession(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session.createNativeQuery(OLDEST, Object[].class).getResultList()))
        .invoke(rows -> rows.forEach(row -> metrics.behind(instant(row[1]))))
        .chain(() -> blocking(kafka::ensureTopics))
        .chain(alignment::prepare);
  }

  /** How many rows were published; none where another replica is at it. */
  private Uni<Integer> batch() {
    return Panache.getSession()
        .chain(
            session ->
                position(session)
                    .chain(
                        position ->
                            position.isEmpty()
                                ? Uni.createFrom().item(0)
                                : at(session, position.get())));
  }

  private Uni<Integer> at(Mutiny.Session session, Position position) {
    boolean putBack = position.published() < seen;
    seen = position.published();
    if (aligned && !putBack) {
      return from(session, position);
    }
    if (aligned) {
      aligned = false;
      return Uni.createFrom().item(config.batch());
    }
    return blocking(kafka::takeOver)
        .chain(alignment::prepare)
        .chain(() -> alignment.align(position.published()))
        .invoke(() -> aligned = true)
        .replaceWith(config.batch());
  }

  private Uni<Optional<Position>> position(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select published, owner from relay where id = 1 for update skip locked",
            Object[].class)
        .getResultList()
        .map(
            rows ->
                rows.stream().findFirst().map(row -> new Position((Long) row[0], (String) row[1])));
  }

  private Uni<Integer> from(Mutiny.Session session, Position position) {
    return session
        .createNativeQuery(READ, Object[].class)
        .setParameter("position", position.published())
        .setParameter("batch", config.batch())
        .getResultList()
        .map(rows -> rows.stream().map(Relay::row).toList())
        .chain(
            rows ->
                rows.isEmpty() ? idle() : publish(session, rows, !owner.equals(position.owner())));
  }

  private Uni<Integer> idle() {
    metrics.drained();
    return Uni.createFrom().item(0);
  }

  private Uni<Integer> publish(Mutiny.Session session, List<OutboxRow> rows, boolean takeOver) {
    metrics.behind(rows.getFirst().at());
    return blocking(() -> send(rows, tracing.begin(rows), takeOver))
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "update relay set published = :position, owner = :owner where id = 1")
                    .setParameter("position", rows.getLast().seq())
                    .setParameter("owner", owner)
                    .executeUpdate())
        .invoke(() -> metrics.published(rows.size()))
        .replaceWith(rows.size());
  }

  private Uni<Void> blocking(Runnable work) {
    return Uni.createFrom()
        .completionStage(
            () ->
                vertx
                    .<Void>executeBlocking(
                        () -> {
                          work.run();
                          return null;
                        },
                        false)
                    .toCompletionStage());
  }

  private void send(List<OutboxRow> rows, RelayTracing.Batch batch, boolean takeOver) {
    try {
      kafka.publish(
          rows.stream()
              .flatMap(row -> OutboxRecords.of(row, batch.traceparent(row)).stream())
              .toList(),
          takeOver);
      batch.sent();
    } catch (RuntimeException e) {
      batch.failed();
      throw e;
    }
  }

  private static OutboxRow row(Object[] row) {
    return new OutboxRow(
        (Long) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (String) row[4],
        instant(row[5]),
        (String) row[6],
        (String) row[7]);
  }

  /**
   * @param owner who published up to it; null where nobody did
   */
  private record Position(long published, String owner) {}

  private static Instant instant(Object value) {
    return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
  }
}
