package ai.gatewayz.health.incident;

import ai.gatewayz.health.board.Rows;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads incidents. */
@ApplicationScoped
public class Incidents {

  private static final String FIND =
      "select *, count(*) over () as total from incidents where ($1::boolean is null"
          + " or $1 = (closed is null)) and ($2::text is null or provider = $2)"
          + " order by opened desc, id desc limit $3 offset $4";
  private static final String COUNT =
      "select provider, cause, count(*) as open from incidents where closed is null group by 1, 2";

  private final Pool pool;

  Incidents(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param cause {@code offer}, {@code provider} or {@code account}
   * @param id the offer's own id; absent where the cause is not one offer
   * @param ended {@code recovered}, {@code withdrawn} or {@code grouped} into its provider's
   *     incident; absent while it is open
   * @param offers the most offers that it held at a time; none are counted for an account
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Incident(
      String cause,
      String provider,
      String id,
      String reason,
      Instant opened,
      Instant closed,
      String ended,
      int offers) {}

  @RegisterForReflection
  public record Page(List<Incident> data, long total, int limit, int offset) {}

  /** Open incidents of a provider by cause. */
  public record Kind(String provider, String cause) {}

  /**
   * @param open null: whether they are or not
   * @param provider null: of all
   */
  public Uni<Page> find(Boolean open, String provider, int limit, int offset) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(open, provider, limit, offset))
        .map(
            rows ->
                new Page(
                    Rows.list(rows, Incidents::incident),
                    rows.size() == 0 ? 0 : rows.iterator().next().getLong("total"),
                    limit,
                    offset));
  }

  public Uni<Map<Kind, Long>> open() {
    return pool.query(COUNT)
        .execute()
        .map(
            rows -> {
              Map<Kind, Long> open = new HashMap<>();
              rows.forEach(
                  row ->
                      open.put(
                          new Kind(row.getString("provider"), row.getString("cause")),
                          row.getLong("open")));
              return open;
            });
  }

  private static Incident incident(Row row) {
    return new Incident(
        row.getString("cause"),
        row.getString("provider"),
        row.getString("offer"),
        row.getString("reason"),
        Rows.instant(row, "opened"),
        Rows.instant(row, "closed"),
        row.getString("ended"),
        row.getInteger("offers"));
  }
}
