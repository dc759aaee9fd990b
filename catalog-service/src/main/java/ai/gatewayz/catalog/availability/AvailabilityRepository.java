package ai.gatewayz.catalog.availability;

import ai.gatewayz.catalog.consumer.Halving;
import ai.gatewayz.catalog.consumer.Texts;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The table of verdicts. */
@ApplicationScoped
class AvailabilityRepository {

  private static final Logger LOG = Logger.getLogger(AvailabilityRepository.class);

  private static final String PUT =
      "insert into availability (provider, id, state, version, body)"
          + " select provider, id, state, version, body"
          + " from jsonb_to_recordset(cast(cast($1 as text) as jsonb)) as row(provider text, id text,"
          + " state text, version bigint, body text)"
          + " on conflict (provider, id) do update set state = excluded.state,"
          + " version = excluded.version, body = excluded.body"
          + " where availability.version < excluded.version";

  private static final String REMOVE =
      "delete from availability a using jsonb_to_recordset(cast(cast($1 as text) as jsonb))"
          + " as row(provider text, id text) where a.provider = row.provider and a.id = row.id";

  private static final String REACHED =
      "insert into verdicts_heard (part, next) select part, next"
          + " from jsonb_to_recordset(cast(cast($1 as text) as jsonb)) as row(part integer, next bigint)"
          + " on conflict (part) do update set next = excluded.next";

  private final Pool pool;
  private final Counter refused;

  AvailabilityRepository(Pool pool, MeterRegistry registry) {
    this.pool = pool;
    this.refused =
        Counter.builder("gatewayz.catalog.verdicts.refused")
            .description("Verdicts that the database refused")
            .register(registry);
  }

  /**
   * Writes what was heard; what is not newer than what is known changes nothing. What the database
   * refuses is left out, counted and named, and all else is written.
   *
   * @param heard the latest of each offer; empty where its verdict is gone
   */
  Uni<Void> write(Map<OfferKey, Optional<Availability>> heard) {
    Halving<Map.Entry<OfferKey, Optional<Availability>>> halving =
        new Halving<>(
            rows -> together(rows).subscribeAsCompletionStage(),
            RefusedRows::isCauseOf,
            (row, failure) -> {
              refused.increment();
              LOG.warnf(
                  "The database refused the verdict on %s: %s",
                  Texts.shown(row.getKey().toString()), Texts.shown(failure.toString()));
            });
    return Uni.createFrom().completionStage(() -> halving.write(List.copyOf(heard.entrySet())));
  }

  /** Notes how far into the topic the table goes now. */
  Uni<Void> reached(Map<TopicPartition, Long> positions) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    positions.forEach(
        (partition, next) -> rows.addObject().put("part", partition.partition()).put("next", next));
    return pool.preparedQuery(REACHED).execute(Tuple.of(rows.toString())).replaceWithVoid();
  }

  /** By number of the partition. */
  Uni<Map<Integer, Long>> reached() {
    return pool.query("select part, next from verdicts_heard")
        .execute()
        .map(
            rows -> {
              Map<Integer, Long> held = new HashMap<>();
              rows.forEach(row -> held.put(row.getInteger("part"), row.getLong("next")));
              return held;
            });
  }

  /** In one transaction. */
  private Uni<Void> together(List<Map.Entry<OfferKey, Optional<Availability>>> heard) {
    ArrayNode put = JsonNodeFactory.instance.arrayNode();
    ArrayNode remove = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<OfferKey, Optional<Availability>> each : heard) {
      OfferKey key = each.getKey();
      ObjectNode row = each.getValue().isPresent() ? put.addObject() : remove.addObject();
      row.put("provider", key.provider());
      row.put("id", key.id());
      each.getValue()
          .ifPresent(
              told -> {
                row.set("state", EventJson.mapper().valueToTree(told.state()));
                row.put("version", told.version());
                row.put("body", new String(EventJson.write(told), StandardCharsets.UTF_8));
              });
    }
    return pool.withTransaction(
        connection ->
            execute(connection, PUT, put)
                .chain(
                    written ->
                        execute(connection, REMOVE, remove).map(removed -> written + removed))
                .chain(changed -> changed == 0 ? Uni.createFrom().voidItem() : grow(connection)));
  }

  private static Uni<Integer> execute(SqlConnection connection, String sql, ArrayNode rows) {
    return rows.isEmpty()
        ? Uni.createFrom().item(0)
        : connection.preparedQuery(sql).execute(Tuple.of(rows.toString())).map(r -> r.rowCount());
  }

  private static Uni<Void> grow(SqlConnection connection) {
    return connection
        .query("update availability_epoch set value = value + 1 where id = 1")
        .execute()
        .replaceWithVoid();
  }
}
