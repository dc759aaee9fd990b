package ai.gatewayz.catalog.changes;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads changes in the order in which they were committed. */
@ApplicationScoped
class ChangeLog {

  private static final String BOUNDS =
      "select coalesce((select min(seq) from outbox), 0),"
          + " greatest(coalesce((select max(seq) from outbox), 0),"
          + " (select published from relay where id = 1))";

  private static final String AFTER =
      "select seq, payload from outbox where seq > $1 and seq <= $2 and id is not null"
          + " and payload is not null and ($3::text is null or provider = $3)"
          + " order by seq limit $4";

  private final Pool pool;

  ChangeLog(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param oldest number of the oldest entry that is kept; 0 where none is
   * @param latest number of the latest entry there ever was
   */
  record Bounds(long oldest, long latest) {
    /** Whether something after that point is not kept any more; 0 asks for what is kept. */
    boolean lost(long after) {
      return after > 0 && (oldest == 0 ? after < latest : after < oldest - 1);
    }
  }

  /**
   * @param json an {@link ai.gatewayz.catalog.contract.OfferChange}
   */
  record Change(long seq, String json) {}

  /**
   * @param next where the next page begins
   */
  record Page(List<Change> changes, long next, Bounds bounds) {}

  Uni<Bounds> bounds() {
    return pool.query(BOUNDS)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Bounds(row.getLong(0), row.getLong(1)));
  }

  /** The number of the last entry before a time. */
  Uni<Long> before(Instant time) {
    return pool.preparedQuery("select coalesce((select max(seq) from outbox where at < $1), 0)")
        .execute(Tuple.of(time.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /**
   * @param provider null for all
   */
  Uni<Page> after(long after, String provider, int limit) {
    // The bounds first: what is committed between the two is for the next page.
    return bounds()
        .chain(
            bounds ->
                pool.preparedQuery(AFTER)
                    .execute(Tuple.of(after, bounds.latest(), provider, limit))
                    .map(
                        rows -> {
                          List<Change> changes = new ArrayList<>(rows.size());
                          rows.forEach(
                              row -> changes.add(new Change(row.getLong(0), row.getString(1))));
                          long next =
                              changes.size() < limit
                                  ? Math.max(after, bounds.latest())
                                  : changes.getLast().seq();
                          return new Page(changes, next, bounds);
                        }));
  }
}
