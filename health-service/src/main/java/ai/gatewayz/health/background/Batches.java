package ai.gatewayz.health.background;

import ai.gatewayz.catalog.consumer.Halving;
import ai.gatewayz.catalog.consumer.Texts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Writes rows in batches in which one bad row does not block the others: it is left out, counted
 * and named.
 */
@ApplicationScoped
public class Batches {

  /** Whose rows are written in batches. */
  public enum Table {
    OFFER_STATUS,
    EVIDENCE_SLOTS,
    PROBE_LEDGER,
    TRANSITIONS,
    CAPABILITY_TESTS;

    private final String label = name().toLowerCase(Locale.ROOT);
  }

  private static final Logger LOG = Logger.getLogger(Batches.class);

  private final MeterRegistry registry;

  Batches(MeterRegistry registry) {
    this.registry = registry;
    for (Table table : Table.values()) {
      counter(table);
    }
  }

  /**
   * @param table for the metric and the log
   * @param name names a row for the log
   * @param write writes rows together, or none of them
   */
  public <T> Uni<Void> write(
      Table table, List<T> rows, Function<T, Object> name, Function<List<T>, Uni<?>> write) {
    return write(table, rows, name, write, bad -> {});
  }

  /**
   * @param leftOut is told of each row that is not written and never will be
   */
  public <T> Uni<Void> write(
      Table table,
      List<T> rows,
      Function<T, Object> name,
      Function<List<T>, Uni<?>> write,
      Consumer<T> leftOut) {
    Halving<T> halving =
        new Halving<>(
            some -> write.apply(some).subscribeAsCompletionStage(),
            Batches::isAboutRows,
            (bad, failure) -> {
              refused(table, String.valueOf(name.apply(bad)), failure);
              leftOut.accept(bad);
            });
    return Uni.createFrom().completionStage(() -> halving.write(rows));
  }

  private Counter counter(Table table) {
    return Counter.builder("gatewayz.health.rows.refused")
        .description("Rows that were left out because the database refused them")
        .tag("table", table.label)
        .register(registry);
  }

  private void refused(Table table, String row, Throwable failure) {
    counter(table).increment();
    LOG.warnf(
        "The table %s refused the row of %s, which is left out: %s",
        table.label, Texts.shown(row), Texts.shown(failure.toString()));
  }

  private static boolean isAboutRows(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof DatabaseException refusal) {
        return Halving.isAboutRows(refusal.getSqlState());
      }
      // As Hibernate hands it on.
      if (each instanceof SQLException refusal) {
        return Halving.isAboutRows(refusal.getSQLState());
      }
    }
    // What cannot be made a row of is as bad as what the database does not take.
    return failure instanceof NullPointerException || failure instanceof IllegalArgumentException;
  }
}
