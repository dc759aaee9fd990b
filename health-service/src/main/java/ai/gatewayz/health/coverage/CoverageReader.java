package ai.gatewayz.health.coverage;

import ai.gatewayz.health.board.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Coverage over the offers of all replicas. */
@ApplicationScoped
public class CoverageReader {

  // One pass over the board; the row without a provider is of all.
  private static final String READ =
      "select provider, count(*) as offers, count(*) filter (where askable) as probeable,"
          + " count(*) filter (where askable and age is null) as never,"
          + " count(*) filter (where askable and age <= 3600) as h1,"
          + " count(*) filter (where askable and age <= 21600) as h6,"
          + " count(*) filter (where askable and age <= 86400) as h24,"
          + " percentile_disc(0.5) within group (order by age) filter (where askable) as p50,"
          + " percentile_disc(0.95) within group (order by age) filter (where askable) as p95,"
          + " max(age) filter (where askable) as oldest"
          + " from (select provider, state <> 'unprobeable' as askable,"
          + " extract(epoch from $1 - last_checked)::double precision as age from offer_status) s"
          + " group by rollup(provider) order by provider nulls first";

  private final Pool pool;
  private final InstantSource clock;

  CoverageReader(Pool pool, InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Of all offers first, without a provider, and then of each provider that has any. */
  public Uni<List<Coverage>> read() {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(Rows.utc(clock.instant())))
        .map(rows -> Rows.list(rows, CoverageReader::coverage));
  }

  private static Coverage coverage(Row row) {
    return Coverage.of(
        row.getString("provider"),
        row.getLong("offers"),
        row.getLong("probeable"),
        row.getLong("never"),
        new long[] {row.getLong("h1"), row.getLong("h6"), row.getLong("h24")},
        new Double[] {row.getDouble("p50"), row.getDouble("p95"), row.getDouble("oldest")});
  }
}
