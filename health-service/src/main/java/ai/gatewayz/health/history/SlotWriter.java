package ai.gatewayz.health.history;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Batches;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.board.Rows;
import ai.gatewayz.health.store.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Writes evidence down in batches, and drops what is older than anyone asks for. */
@ApplicationScoped
public class SlotWriter {

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration CLEANING = Duration.ofMinutes(15);
  private static final Duration KEPT = Duration.ofDays(8);
  private static final int BATCH = 2_000;
  private static final String WRITE =
      "insert into evidence_slots (provider, offer, slot, writer, answered, failed, ttft)"
          + " select provider, offer, slot, $2::text, answered, failed, ttft"
          + " from jsonb_to_recordset(cast(cast($1 as text) as jsonb)) as r(provider text,"
          + " offer text, slot timestamptz, answered bigint, failed bigint, ttft jsonb)"
          + " on conflict (provider, offer, slot, writer) do update"
          + " set answered = excluded.answered, failed = excluded.failed, ttft = excluded.ttft";

  private final Schema schema;
  private final Background background;
  private final Batches batches;
  private final EvidenceSlots slots;
  private final Pool pool;
  private final InstantSource clock;
  private final String writer = UUID.randomUUID().toString();
  private Repeating writing;
  private Repeating cleaning;

  SlotWriter(
      Schema schema,
      Background background,
      Batches batches,
      EvidenceSlots slots,
      Pool pool,
      InstantSource clock) {
    this.schema = schema;
    this.background = background;
    this.batches = batches;
    this.slots = slots;
    this.pool = pool;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    writing = background.every(PAUSE, "Writing evidence", this::write);
    cleaning = background.every(CLEANING, "Deleting old evidence", this::clean);
  }

  void stop(@Observes ShutdownEvent stopping) {
    writing.cancel();
    cleaning.cancel();
  }

  private Uni<Void> write() {
    EvidenceSlots.Batch batch = schema.ready() ? slots.take(BATCH) : null;
    if (batch == null || batch.slots().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return batches
        .write(
            Batches.Table.EVIDENCE_SLOTS,
            batch.rows(),
            row -> row.path("provider").asText() + ":" + row.path("offer").asText(),
            rows -> pool.preparedQuery(WRITE).execute(Tuple.of(rows.toString(), writer)))
        .onFailure()
        .invoke(failure -> slots.back(batch))
        .invoke(written -> slots.written())
        .chain(this::write);
  }

  private Uni<Void> clean() {
    return schema.ready()
        ? pool.preparedQuery("delete from evidence_slots where slot < $1")
            .execute(Tuple.of(Rows.utc(clock.instant().minus(KEPT))))
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }
}
