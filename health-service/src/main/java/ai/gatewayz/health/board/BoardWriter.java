package ai.gatewayz.health.board;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Batches;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.store.Schema;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what has changed of this replica's offers, once a second. While the database is down what
 * waits is held once per offer.
 */
@ApplicationScoped
public class BoardWriter {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 2_000;

  // A replica that has lost an offer and does not know it yet must not turn its row back.
  private static final String WRITE =
      "insert into offer_status as held (provider, offer, model, model_key, part, state, reason,"
          + " source, since, last_verified, last_checked, http_status, ttft_millis, retry_at,"
          + " evidence, capabilities, version, written) select r.*, $2::timestamptz from"
          + " jsonb_to_recordset(cast(cast($1 as text) as jsonb)) as r(provider text, offer text,"
          + " model text, model_key text, part integer, state text, reason text, source text, since"
          + " timestamptz, last_verified timestamptz, last_checked timestamptz, http_status"
          + " integer, ttft_millis bigint, retry_at timestamptz, evidence text, capabilities jsonb, version bigint) on"
          + " conflict (provider, offer) do update set model = excluded.model, model_key ="
          + " excluded.model_key, part = excluded.part, state = excluded.state, reason ="
          + " excluded.reason, source = excluded.source, since = excluded.since, last_verified ="
          + " excluded.last_verified, last_checked = excluded.last_checked, http_status ="
          + " excluded.http_status, ttft_millis = excluded.ttft_millis, retry_at ="
          + " excluded.retry_at, evidence = excluded.evidence, capabilities = excluded.capabilities, version = excluded.version, written"
          + " = excluded.written where held.version <= excluded.version";
  // What an owner before has written of a later version stands, and is there as long as the offer
  // is.
  private static final String KEEP =
      "update offer_status s set written = $2::timestamptz, part = r.part"
          + " from jsonb_to_recordset(cast(cast($1 as text) as jsonb))"
          + " as r(provider text, offer text, part integer, version bigint)"
          + " where s.provider = r.provider and s.offer = r.offer and s.version > r.version";
  private static final String REMOVE =
      "delete from offer_status s using jsonb_to_recordset(cast(cast($1 as text) as jsonb))"
          + " as r(provider text, offer text)"
          + " where s.provider = r.provider and s.offer = r.offer";
  private static final String SWEEP = "delete from offer_status where part = $1 and written < $2";

  private final Schema schema;
  private final Background background;
  private final Batches batches;
  private final Verdicts verdicts;
  private final Loads loads;
  private final OfferPartitions partitions;
  private final Pool pool;
  private final InstantSource clock;
  private Map<OfferKey, Optional<Watched>> batch = new LinkedHashMap<>();
  private Repeating writing;

  BoardWriter(
      Schema schema,
      Background background,
      Batches batches,
      Verdicts verdicts,
      Loads loads,
      OfferPartitions partitions,
      Pool pool,
      InstantSource clock) {
    this.schema = schema;
    this.background = background;
    this.batches = batches;
    this.verdicts = verdicts;
    this.loads = loads;
    this.partitions = partitions;
    this.pool = pool;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    writing = background.every(PAUSE, "Writing the status of offers", this::write);
  }

  void stop(@Observes ShutdownEvent stopping) {
    writing.cancel();
  }

  /** A batch that could not be written is written again, with what is newer of its offers. */
  private Uni<Void> write() {
    if (!schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    Map<Integer, Instant> loaded = loads.open();
    batch.putAll(verdicts.touched(BATCH));
    if (batch.isEmpty()) {
      return sweep(loaded);
    }
    return batches
        .write(
            Batches.Table.OFFER_STATUS,
            List.copyOf(batch.entrySet()),
            Map.Entry::getKey,
            this::together)
        .invoke(() -> batch = new LinkedHashMap<>())
        .chain(this::write);
  }

  private Uni<?> together(List<Map.Entry<OfferKey, Optional<Watched>>> rows) {
    ArrayNode present = present(rows);
    ArrayNode withdrawn = withdrawn(rows);
    Uni<?> written = Uni.createFrom().voidItem();
    if (!present.isEmpty()) {
      written = writePresent(present);
    }
    if (!withdrawn.isEmpty()) {
      written =
          written.chain(() -> pool.preparedQuery(REMOVE).execute(Tuple.of(withdrawn.toString())));
    }
    return written;
  }

  /** Most often all of them are written, and there is none that stands. */
  private Uni<?> writePresent(ArrayNode present) {
    Tuple rows = Tuple.of(present.toString(), Rows.utc(clock.instant()));
    return pool.preparedQuery(WRITE)
        .execute(rows)
        .chain(
            written ->
                written.rowCount() == present.size()
                    ? Uni.createFrom().item(written)
                    : pool.preparedQuery(KEEP).execute(rows));
  }

  /** Everything that was read of a partition is written by now: what is older is no more. */
  private Uni<Void> sweep(Map<Integer, Instant> loaded) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Map.Entry<Integer, Instant> each : loaded.entrySet()) {
      done =
          done.chain(
              () ->
                  pool.preparedQuery(SWEEP)
                      .execute(Tuple.of(each.getKey(), Rows.utc(each.getValue())))
                      .invoke(() -> loads.swept(each.getKey(), each.getValue()))
                      .replaceWithVoid());
    }
    return done;
  }

  private ArrayNode present(List<Map.Entry<OfferKey, Optional<Watched>>> some) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    some.forEach(each -> each.getValue().ifPresent(watched -> row(rows.addObject(), watched)));
    return rows;
  }

  private static ArrayNode withdrawn(List<Map.Entry<OfferKey, Optional<Watched>>> some) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<OfferKey, Optional<Watched>> each : some) {
      if (each.getValue().isEmpty()) {
        rows.addObject().put("provider", each.getKey().provider()).put("offer", each.getKey().id());
      }
    }
    return rows;
  }

  private void row(ObjectNode row, Watched watched) {
    Availability verdict = Change.Judged.of(watched).availability();
    row.put("provider", verdict.provider())
        .put("offer", verdict.id())
        .put("model", verdict.model())
        .put("model_key", verdict.model().toLowerCase(Locale.ROOT))
        .put("part", partitions.of(verdict.key()))
        .put("state", verdict.state().name().toLowerCase(Locale.ROOT))
        .put("reason", verdict.reason())
        .put("source", word(verdict.source()))
        .put("since", text(verdict.since()))
        .put("last_verified", text(verdict.lastVerified()))
        .put("last_checked", text(verdict.lastChecked()))
        .put("http_status", verdict.httpStatus())
        .put("ttft_millis", verdict.ttftMillis())
        .put("retry_at", text(verdict.retryAt()))
        .put("evidence", verdict.evidence() == null ? null : word(verdict.evidence()))
        .put("version", verdict.version());
    if (!verdict.capabilities().isEmpty()) {
      row.set("capabilities", EventJson.mapper().valueToTree(verdict.capabilities()));
    }
  }

  private static String word(Availability.Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Instant at) {
    return at == null ? null : at.toString();
  }
}
