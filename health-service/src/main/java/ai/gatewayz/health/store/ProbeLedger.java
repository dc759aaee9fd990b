package ai.gatewayz.health.store;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Batches;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.probe.Assignment;
import ai.gatewayz.health.probe.ProbeJournal;
import ai.gatewayz.health.probe.Settled;
import ai.gatewayz.health.question.Form;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records probes: before they are sent, and again with their results. While the database is down
 * what was settled waits, within a bound; beyond it the oldest are dropped.
 */
@ApplicationScoped
class ProbeLedger implements ProbeJournal {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration SWEEP = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int MOST_WAITING = 10_000;
  private static final int BATCH = 500;

  private static final String ASKED =
      "insert into probe_ledger (provider, offer, asked_at, kind, form, urgency, replica,"
          + " reserved_usd) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";
  private static final String SETTLED =
      "insert into probe_ledger (provider, offer, asked_at, kind, form, urgency, replica,"
          + " reserved_usd, answered_at, finding, http_status, ttft_millis, usd)"
          + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
          + " on conflict (provider, offer, asked_at) do update set"
          + " answered_at = excluded.answered_at, finding = excluded.finding,"
          + " http_status = excluded.http_status, ttft_millis = excluded.ttft_millis,"
          + " usd = excluded.usd";
  private static final String REMEMBER =
      "insert into probe_memory as held (provider, offer, asked_at, budget_name, tokens, effort,"
          + " stream) values ($1, $2, $3, $4, $5, $6, $7) on conflict (provider, offer) do update"
          + " set asked_at = excluded.asked_at, budget_name = excluded.budget_name, tokens ="
          + " excluded.tokens, effort = excluded.effort, stream = excluded.stream"
          + " where held.asked_at <= excluded.asked_at";
  private static final String SPEND =
      "insert into probe_budget as held (day, provider, spent_usd, questions) values ($1, $2, $3,"
          + " $4) on conflict (day, provider) do update set spent_usd = held.spent_usd +"
          + " excluded.spent_usd, questions = held.questions + excluded.questions";
  private static final String FORGET = "delete from probe_ledger where asked_at < $1";

  private final Schema schema;
  private final Pool pool;
  private final Background background;
  private final Batches batches;
  private final InstantSource clock;
  private final String replica = Replica.name();
  private final Deque<Settled> waiting = new ArrayDeque<>();
  private Repeating writing;
  private Repeating sweeping;

  ProbeLedger(
      Schema schema, Pool pool, Background background, Batches batches, InstantSource clock) {
    this.schema = schema;
    this.pool = pool;
    this.background = background;
    this.batches = batches;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    writing = background.every(PAUSE, "Writing probe results", this::write);
    sweeping = background.every(SWEEP, "Deleting old probes", this::forget);
  }

  void stop(@Observes ShutdownEvent stopping) {
    writing.cancel();
    sweeping.cancel();
  }

  @Override
  public Uni<Void> asked(Assignment asked) {
    if (!schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    return pool.preparedQuery(ASKED)
        .execute(Tuple.from(question(asked)))
        .chain(
            () ->
                asked.test() == null
                    ? pool.preparedQuery(REMEMBER).execute(memory(asked, asked.usual()))
                    : Uni.createFrom().nullItem())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(
            failure ->
                Log.debugf(
                    "A probe could not be recorded before it was sent: %s", failure.toString()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  @Override
  public void settled(Settled settled) {
    synchronized (waiting) {
      waiting.addLast(settled);
      if (waiting.size() > MOST_WAITING) {
        waiting.removeFirst();
      }
    }
  }

  private Uni<Void> write() {
    List<Settled> batch;
    synchronized (waiting) {
      batch = waiting.stream().limit(BATCH).toList();
    }
    if (batch.isEmpty() || !schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    return batches
        .write(
            Batches.Table.PROBE_LEDGER,
            batch,
            each -> each.asked().offer().key(),
            some ->
                pool.withTransaction(connection -> write(connection, some))
                    .invoke(() -> written(some)),
            leftOut -> written(List.of(leftOut)))
        .chain(this::write);
  }

  private Uni<Void> write(SqlConnection connection, List<Settled> batch) {
    return connection
        .preparedQuery(SETTLED)
        .executeBatch(batch.stream().map(this::row).toList())
        .chain(() -> remember(connection, batch))
        .chain(() -> connection.preparedQuery(SPEND).executeBatch(spent(batch)))
        .replaceWithVoid();
  }

  /**
   * How an offer wants to be asked whether it answers; tests of capabilities learn nothing of it.
   */
  private static Uni<?> remember(SqlConnection connection, List<Settled> batch) {
    List<Tuple> memories =
        batch.stream()
            .filter(each -> each.asked().test() == null)
            .map(each -> memory(each.asked(), each.learned()))
            .toList();
    return memories.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(REMEMBER).executeBatch(memories);
  }

  private void written(List<Settled> batch) {
    synchronized (waiting) {
      for (Settled each : batch) {
        // The oldest may have been dropped in the meantime.
        if (each.equals(waiting.peekFirst())) {
          waiting.removeFirst();
        }
      }
    }
  }

  private Uni<Void> forget() {
    return schema.ready()
        ? pool.preparedQuery(FORGET)
            .execute(Tuple.of(utc(clock.instant().minus(KEPT))))
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Tuple row(Settled settled) {
    List<Object> values = new java.util.ArrayList<>(question(settled.asked()));
    values.add(utc(settled.at()));
    values.add(settled.result().evidence().finding().label());
    int status = settled.result().evidence().httpStatus();
    values.add(status == 0 ? null : status);
    values.add(settled.result().ttftMillis());
    values.add(settled.usd());
    return Tuple.from(values);
  }

  private List<Object> question(Assignment asked) {
    return List.of(
        asked.offer().provider(),
        asked.offer().id(),
        utc(asked.at()),
        asked.kind(),
        asked.form().toString(),
        asked.urgency().label(),
        replica,
        asked.reserved().usd());
  }

  private static Tuple memory(Assignment asked, Form form) {
    return Tuple.from(
        List.of(
            asked.offer().provider(),
            asked.offer().id(),
            utc(asked.at()),
            form.budgetName().name(),
            form.tokens(),
            form.effort().name(),
            form.stream()));
  }

  /** In the order of the rows that others lock. */
  private static List<Tuple> spent(List<Settled> batch) {
    record Account(LocalDate day, String provider) {}
    record Sum(BigDecimal usd, long questions) {
      Sum plus(Sum other) {
        return new Sum(usd.add(other.usd), questions + other.questions);
      }
    }
    Map<String, Map.Entry<Account, Sum>> sums = new TreeMap<>();
    for (Settled each : batch) {
      for (String provider : List.of(BudgetDrawer.ALL, each.asked().offer().provider())) {
        Account account = new Account(Purse.dayOf(each.asked().at()), provider);
        sums.merge(
            account.day() + " " + provider,
            Map.entry(account, new Sum(each.usd(), 1)),
            (one, two) -> Map.entry(account, one.getValue().plus(two.getValue())));
      }
    }
    return sums.values().stream()
        .map(
            each ->
                Tuple.of(
                    each.getKey().day(),
                    each.getKey().provider(),
                    each.getValue().usd(),
                    each.getValue().questions()))
        .toList();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
