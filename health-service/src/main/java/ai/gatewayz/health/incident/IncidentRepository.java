package ai.gatewayz.health.incident;

import ai.gatewayz.health.board.Rows;
import ai.gatewayz.health.incident.Situation.Cause;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the rules look at, and what they decided, within one transaction. */
@ApplicationScoped
class IncidentRepository {

  /** Any number; the replica that has it works incidents out. */
  private static final String LOCK = "select pg_try_advisory_xact_lock(7204331911) as mine";

  private static final String DOWN =
      "select provider, offer, reason, since from offer_status"
          + " where state in ('unavailable', 'degraded') and last_verified is not null"
          + " order by provider, offer";
  private static final String ANSWERED =
      "select s.provider, count(*) as offers from offer_status s join (select provider, min(since)"
          + " as began from offer_status where state in ('unavailable', 'degraded') and"
          + " last_verified is not null and since > $1 and reason = any($2) group by provider) o"
          + " on o.provider = s.provider where s.state not in ('unavailable', 'degraded')"
          + " and s.last_verified >= o.began group by s.provider";
  private static final String ACCOUNTS =
      "select a.provider, a.finding, a.since from account_troubles a where not exists (select 1"
          + " from offer_status s where s.provider = a.provider and s.last_verified > a.last_seen)";
  private static final String OPEN =
      "select i.id, i.cause, i.provider, i.offer, i.offers, exists (select 1 from offer_status s"
          + " where s.provider = i.provider and s.offer = i.offer) as listed"
          + " from incidents i where i.closed is null";
  private static final String OPENS =
      "insert into incidents (cause, provider, offer, reason, opened, offers)"
          + " values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
  private static final String TROUBLE =
      "insert into account_troubles as held (provider, finding, since, last_seen)"
          + " values ($1, $2, $3, $4) on conflict (provider) do update set"
          + " finding = excluded.finding, last_seen = greatest(held.last_seen, excluded.last_seen),"
          + " since = least(held.since, excluded.since)";
  private static final String WELL =
      "delete from account_troubles a using offer_status s"
          + " where s.provider = a.provider and s.last_verified > a.last_seen";

  private final Pool pool;

  IncidentRepository(Pool pool) {
    this.pool = pool;
  }

  /** Our account at a provider was found to be in trouble. */
  Uni<Void> trouble(String provider, String finding, Instant since, Instant seen) {
    return pool.preparedQuery(TROUBLE)
        .execute(Tuple.of(provider, finding, Rows.utc(since), Rows.utc(seen)))
        .replaceWithVoid();
  }

  /**
   * Works incidents out.
   *
   * @return what was done; nothing where another replica is at it
   */
  Uni<List<Step>> work(Instant now, Function<Situation, List<Step>> rules) {
    return pool.withTransaction(
        connection ->
            connection
                .query(LOCK)
                .execute()
                .chain(
                    rows ->
                        rows.iterator().next().getBoolean("mine")
                            ? situation(connection, now)
                                .map(rules)
                                .call(steps -> carryOut(connection, steps, now))
                            : Uni.createFrom().item(List.<Step>of())));
  }

  private static Uni<Situation> situation(SqlClient client, Instant now) {
    return client
        .query(DOWN)
        .execute()
        .map(rows -> Rows.list(rows, IncidentRepository::down))
        .chain(
            down ->
                answered(client, now.minus(IncidentRules.LATE))
                    .chain(
                        answered ->
                            accounts(client)
                                .chain(
                                    accounts ->
                                        open(client)
                                            .map(
                                                open ->
                                                    new Situation(
                                                        now, down, answered, accounts, open)))));
  }

  private static Situation.Down down(Row row) {
    return new Situation.Down(
        row.getString("provider"),
        row.getString("offer"),
        row.getString("reason"),
        Rows.instant(row, "since"));
  }

  private static Uni<Map<String, Long>> answered(SqlClient client, Instant since) {
    return client
        .preparedQuery(ANSWERED)
        .execute(Tuple.of(Rows.utc(since), IncidentRules.OF_THE_MOMENT.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Long> answered = new HashMap<>();
              rows.forEach(row -> answered.put(row.getString("provider"), row.getLong("offers")));
              return answered;
            });
  }

  private static Uni<List<Situation.Account>> accounts(SqlClient client) {
    return client
        .query(ACCOUNTS)
        .execute()
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Situation.Account(
                            row.getString("provider"),
                            row.getString("finding"),
                            Rows.instant(row, "since"))));
  }

  private static Uni<List<Situation.Open>> open(SqlClient client) {
    return client
        .query(OPEN)
        .execute()
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Situation.Open(
                            row.getLong("id"),
                            Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                            row.getString("provider"),
                            row.getString("offer"),
                            row.getInteger("offers"),
                            row.getBoolean("listed"))));
  }

  private static Uni<Void> carryOut(SqlClient client, List<Step> steps, Instant now) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Step step : steps) {
      done = done.chain(() -> carryOut(client, step, now));
    }
    return done.chain(() -> client.query(WELL).execute().replaceWithVoid());
  }

  private static Uni<Void> carryOut(SqlClient client, Step step, Instant now) {
    return switch (step) {
      case Step.Opens opens ->
          client
              .preparedQuery(OPENS)
              .execute(
                  Tuple.from(
                      Arrays.asList(
                          word(opens.cause()),
                          opens.provider(),
                          opens.offer(),
                          opens.reason(),
                          Rows.utc(opens.at()),
                          opens.offers())))
              .replaceWithVoid();
      case Step.Grows grows ->
          client
              .preparedQuery("update incidents set offers = $2 where id = $1")
              .execute(Tuple.of(grows.id(), grows.offers()))
              .replaceWithVoid();
      case Step.Closes closes ->
          client
              .preparedQuery("update incidents set closed = $2, ended = $3 where id = $1")
              .execute(Tuple.of(closes.id(), Rows.utc(now), word(closes.ending())))
              .replaceWithVoid();
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
