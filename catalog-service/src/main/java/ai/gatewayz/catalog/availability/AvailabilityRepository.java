package ai.gatewayz.catalog.availability;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The table of verdicts. */
@ApplicationScoped
class AvailabilityRepository {

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

  private final Pool pool;

  AvailabilityRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * Writes what was heard, in one transaction; what is not newer than what is known changes
   * nothing.
   *
   * @param heard the latest of each offer; empty where its verdict is gone
   */
  Uni<Void> write(Map<OfferKey, Optional<Availability>> heard) {
    ArrayNode put = JsonNodeFactory.instance.arrayNode();
    ArrayNode remove = JsonNodeFactory.instance.arrayNode();
    heard.forEach(
        (key, verdict) -> {
          ObjectNode row = verdict.isPresent() ? put.addObject() : remove.addObject();
          row.put("provider", key.provider());
          row.put("id", key.id());
          verdict.ifPresent(
              told -> {
                row.set("state", EventJson.mapper().valueToTree(told.state()));
                row.put("version", told.version());
                row.put("body", new String(EventJson.write(told), StandardCharsets.UTF_8));
              });
        });
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
