package ai.gatewayz.health.operator;

import ai.gatewayz.catalog.contract.OfferKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** All overrides that were ever set, and how they ended. */
@ApplicationScoped
public class OverrideRepository {

  private static final String END =
      "update overrides set ended = least($3, until), ended_by = case when until > $3 then $4 end"
          + " where provider = $1 and offer = $2 and ended is null";
  private static final String SAY =
      "insert into overrides (provider, offer, state, reason, author, since, until)"
          + " values ($1, $2, $3, $4, $5, $6, $7)";
  private static final String STANDING =
      "select * from overrides where ended is null and until > $1 order by since";
  private static final String LATEST =
      "select * from overrides where provider = $1 and offer = $2 order by since desc limit $3";

  private final Pool pool;

  OverrideRepository(Pool pool) {
    this.pool = pool;
  }

  /** Writes a word down; one that stood until now ends with it. */
  public Uni<Void> say(OverrideEntry word) {
    Tuple row =
        key(word.key())
            .addString(word.state().name().toLowerCase(Locale.ROOT))
            .addString(word.reason())
            .addString(word.author())
            .addOffsetDateTime(utc(word.since()))
            .addOffsetDateTime(utc(word.until()));
    return pool.withTransaction(
        connection ->
            end(connection, word.key(), word.since(), word.author())
                .chain(ended -> connection.preparedQuery(SAY).execute(row))
                .replaceWithVoid());
  }

  /** Ends the override in force; false where none is. */
  public Uni<Boolean> end(OfferKey key, Instant now, String by) {
    return end(pool, key, now, by).map(ended -> ended > 0);
  }

  public Uni<List<OverrideEntry>> standing(Instant now) {
    return pool.preparedQuery(STANDING)
        .execute(Tuple.of(utc(now)))
        .map(OverrideRepository::entries);
  }

  /** The latest overrides of an offer, newest first. */
  public Uni<List<OverrideEntry>> latest(OfferKey key, int most) {
    return pool.preparedQuery(LATEST)
        .execute(key(key).addInteger(most))
        .map(OverrideRepository::entries);
  }

  private static Uni<Integer> end(SqlClient client, OfferKey key, Instant now, String by) {
    return client
        .preparedQuery(END)
        .execute(key(key).addOffsetDateTime(utc(now)).addString(by))
        .map(RowSet::rowCount);
  }

  private static List<OverrideEntry> entries(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(OverrideEntry::of).toList();
  }

  private static Tuple key(OfferKey key) {
    return Tuple.tuple().addString(key.provider()).addString(key.id());
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
