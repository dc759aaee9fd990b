package ai.gatewayz.health.store;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.budget.Caps;
import ai.gatewayz.health.budget.Purse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reserves a share of the daily budget, which is in the database, for this replica: no replica
 * reserves more than the caps leave, however many do so. While the database is down nothing is
 * reserved, and only earlier reservations can be spent.
 */
@ApplicationScoped
public class BudgetDrawer {

  static final String ALL = "*";

  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final String OPEN =
      "insert into probe_budget (day, provider) values ($1, $2), ($1, $3) on conflict do nothing";
  private static final String LOCK =
      "select provider, drawn_usd from probe_budget where day = $1 and provider in ($2, $3)"
          + " order by provider for update";
  private static final String DRAW =
      "update probe_budget set drawn_usd = drawn_usd + $4 where day = $1 and provider in ($2, $3)";
  private static final String SPENT =
      "select spent_usd from probe_budget where day = $1 and provider = $2";

  private final Schema schema;
  private final Pool pool;
  private final Purse purse;
  private final Caps caps;
  private final Background background;
  private volatile BigDecimal spent = BigDecimal.ZERO;
  private Repeating drawing;

  BudgetDrawer(
      Schema schema,
      Pool pool,
      Purse purse,
      Caps caps,
      Background background,
      MeterRegistry registry) {
    this.schema = schema;
    this.pool = pool;
    this.purse = purse;
    this.caps = caps;
    this.background = background;
    Gauge.builder("gatewayz.health.probe.spent", this, drawer -> drawer.spent().doubleValue())
        .baseUnit("usd")
        .description(
            "Cost in USD of the probes of all replicas this day (UTC), by the catalog's prices")
        .register(registry);
  }

  void start(@Observes StartupEvent started) {
    drawing = background.every(PAUSE, "Reserving probe budget", this::draw);
  }

  void stop(@Observes ShutdownEvent stopping) {
    drawing.cancel();
  }

  /** USD that probes of all replicas cost this day, as far as it is written down. */
  public BigDecimal spent() {
    return spent;
  }

  private Uni<Void> draw() {
    if (!schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    LocalDate day = purse.today();
    List<Map.Entry<Purse.Pot, BigDecimal>> wanted = List.copyOf(purse.wanted().entrySet());
    return Multi.createFrom()
        .iterable(wanted)
        .onItem()
        .transformToUniAndConcatenate(each -> draw(day, each.getKey(), each.getValue()))
        .collect()
        .last()
        .chain(() -> pool.preparedQuery(SPENT).execute(Tuple.of(day, ALL)))
        .invoke(
            rows -> {
              BigDecimal sum = BigDecimal.ZERO;
              for (Row row : rows) {
                sum = row.getBigDecimal("spent_usd");
              }
              spent = sum;
            })
        .replaceWithVoid();
  }

  /** One pot's money; the rows are locked in the same order by everybody. */
  public Uni<BigDecimal> draw(LocalDate day, Purse.Pot pot, BigDecimal wanted) {
    return pool.withTransaction(connection -> draw(connection, day, pot, wanted))
        .invoke(
            usd -> {
              if (usd.signum() > 0) {
                purse.fill(day, pot, usd);
              } else {
                purse.ranDry(day, pot);
              }
            });
  }

  private Uni<BigDecimal> draw(
      SqlConnection connection, LocalDate day, Purse.Pot pot, BigDecimal wanted) {
    Tuple rows = Tuple.of(day, ALL, pot.provider());
    return connection
        .preparedQuery(OPEN)
        .execute(rows)
        .chain(() -> connection.preparedQuery(LOCK).execute(rows))
        .map(
            locked -> {
              Map<String, BigDecimal> drawn = new HashMap<>();
              locked.forEach(
                  row -> drawn.put(row.getString("provider"), row.getBigDecimal("drawn_usd")));
              return caps.draw(pot, wanted, drawn.get(pot.provider()), drawn.get(ALL));
            })
        .call(
            usd -> connection.preparedQuery(DRAW).execute(Tuple.of(day, ALL, pot.provider(), usd)));
  }
}
