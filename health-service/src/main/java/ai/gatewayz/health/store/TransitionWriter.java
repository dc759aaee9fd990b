package ai.gatewayz.health.store;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Batches;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.ChangeFollower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes transitions down in batches. While the database is away they wait. */
@ApplicationScoped
public class TransitionWriter implements ChangeFollower {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Schema schema;
  private final Background background;
  private final Batches batches;
  private final TransitionQueue waiting;
  private Repeating writing;

  TransitionWriter(Schema schema, Background background, Batches batches, MeterRegistry registry) {
    this.schema = schema;
    this.background = background;
    this.batches = batches;
    Counter dropped =
        Counter.builder("gatewayz.health.transitions.dropped")
            .description(
                "Transitions that the history lacks because the database was away or too slow")
            .register(registry);
    this.waiting = new TransitionQueue(dropped::increment);
  }

  void start(@Observes StartupEvent started) {
    writing = background.every(PAUSE, "writing transitions", this::write);
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
    if (judged.transition()) {
      waiting.add(row(judged));
    }
  }

  private Uni<Void> write() {
    List<Transition> batch = schema.ready() ? waiting.batch() : List.of();
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return batches
        .write(
            "transitions",
            batch,
            row -> row.provider + ":" + row.offer,
            this::together,
            leftOut -> waiting.written(1))
        .chain(this::write);
  }

  private Uni<?> together(List<Transition> rows) {
    List<Transition> copies = rows.stream().map(TransitionWriter::copy).toList();
    return Panache.withTransaction(() -> Transition.persist(copies))
        .invoke(() -> waiting.written(rows.size()));
  }

  private static Transition row(Change.Judged judged) {
    Transition row = new Transition();
    row.provider = judged.offer().provider();
    row.offer = judged.offer().id();
    row.model = judged.offer().model();
    row.from = judged.before().name().toLowerCase(Locale.ROOT);
    row.to = judged.after().state().name().toLowerCase(Locale.ROOT);
    row.reason = judged.after().reason();
    row.source = judged.after().source().name().toLowerCase(Locale.ROOT);
    row.httpStatus = judged.after().httpStatus();
    row.at = judged.after().since();
    return row;
  }

  /** A transaction that failed may have given its rows their ids already. */
  private static Transition copy(Transition row) {
    Transition copy = new Transition();
    copy.provider = row.provider;
    copy.offer = row.offer;
    copy.model = row.model;
    copy.from = row.from;
    copy.to = row.to;
    copy.reason = row.reason;
    copy.source = row.source;
    copy.httpStatus = row.httpStatus;
    copy.at = row.at;
    return copy;
  }
}
