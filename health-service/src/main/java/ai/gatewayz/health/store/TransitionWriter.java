package ai.gatewayz.health.store;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Batches;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.contract.AvailabilityTransition;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.ChangeFollower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes transitions down, thousands in one statement. While the database is down they wait, and
 * where it is slower than they come, it gets fewer of them that say how many they leave out.
 */
@ApplicationScoped
public class TransitionWriter implements ChangeFollower {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String INSERT =
      "insert into transitions (provider, offer, model, from_state, to_state, reason, source,"
          + " http_status, left_out, at) select * from unnest($1::text[], $2::text[], $3::text[],"
          + " $4::text[], $5::text[], $6::text[], $7::text[], $8::integer[], $9::integer[],"
          + " $10::timestamptz[])";

  private final Schema schema;
  private final Background background;
  private final Batches batches;
  private final Pool pool;
  private final Counter dropped;
  private final TransitionQueue waiting;
  private Repeating writing;

  TransitionWriter(
      Schema schema, Background background, Batches batches, Pool pool, MeterRegistry registry) {
    this.schema = schema;
    this.background = background;
    this.batches = batches;
    this.pool = pool;
    this.dropped =
        Counter.builder("gatewayz.health.transitions.dropped")
            .description("Transitions missing from the history: the database was down or too slow")
            .register(registry);
    Counter leftOut =
        Counter.builder("gatewayz.health.transitions.left.out")
            .description(
                "Transitions that the history merges with later ones of their offer because"
                    + " too many waited")
            .register(registry);
    this.waiting = new TransitionQueue(leftOut::increment, dropped::increment);
  }

  void start(@Observes StartupEvent started) {
    writing = background.every(PAUSE, "Writing transitions", this::write);
  }

  void stop(@Observes ShutdownEvent stopping) {
    writing.cancel();
  }

  @Override
  public void changed(Change change) {
    switch (change) {
      case Change.Judged judged -> judged(judged);
      case Change.Overridden overridden -> judged(overridden.beneath());
      case Change.Withdrawn ignored -> {}
    }
  }

  private void judged(Change.Judged judged) {
    judged.transition().ifPresent(waiting::add);
  }

  private Uni<Void> write() {
    List<AvailabilityTransition> batch = schema.ready() ? waiting.batch() : List.of();
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return batches
        .write(
            Batches.Table.TRANSITIONS,
            batch,
            AvailabilityTransition::key,
            this::together,
            this::refused)
        .chain(this::write);
  }

  /** What is written is not written again where the database is down before the rest is. */
  private Uni<?> together(List<AvailabilityTransition> rows) {
    return pool.preparedQuery(INSERT)
        .execute(columns(rows))
        .invoke(() -> waiting.written(rows.size()));
  }

  private void refused(AvailabilityTransition row) {
    dropped.increment();
    waiting.written(1);
  }

  private static Tuple columns(List<AvailabilityTransition> rows) {
    return Tuple.tuple()
        .addArrayOfString(texts(rows, AvailabilityTransition::provider))
        .addArrayOfString(texts(rows, AvailabilityTransition::id))
        .addArrayOfString(texts(rows, AvailabilityTransition::model))
        .addArrayOfString(texts(rows, row -> word(row.from())))
        .addArrayOfString(texts(rows, row -> word(row.to())))
        .addArrayOfString(texts(rows, AvailabilityTransition::reason))
        .addArrayOfString(texts(rows, row -> word(row.source())))
        .addArrayOfInteger(numbers(rows, AvailabilityTransition::httpStatus))
        .addArrayOfInteger(numbers(rows, AvailabilityTransition::leftOut))
        .addArrayOfOffsetDateTime(
            rows.stream()
                .map(row -> row.at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
  }

  private static String[] texts(
      List<AvailabilityTransition> rows, Function<AvailabilityTransition, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static Integer[] numbers(
      List<AvailabilityTransition> rows, Function<AvailabilityTransition, Integer> column) {
    return rows.stream().map(column).toArray(Integer[]::new);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
