package ai.gatewayz.health.store;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.probe.Purse;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Keeps the day's spending in the database, for a restart and for the other replicas: each adds
 * what it has spent since the last time, and takes the sum for its own.
 */
@ApplicationScoped
class SpendingKeeper {

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String ADD =
      "insert into probe_spending as held (day, usd) values (:day, :usd)"
          + " on conflict (day) do update set usd = held.usd + excluded.usd returning usd";

  private final Schema schema;
  private final Purse purse;
  private final Background background;
  private LocalDate day;
  private BigDecimal told = BigDecimal.ZERO;
  private Repeating keeping;

  SpendingKeeper(Schema schema, Purse purse, Background background) {
    this.schema = schema;
    this.purse = purse;
    this.background = background;
  }

  void start(@Observes StartupEvent started) {
    keeping = background.every(PAUSE, "keeping what probes have spent", this::keep);
  }

  void stop(@Observes ShutdownEvent stopping) {
    keeping.cancel();
  }

  private Uni<Void> keep() {
    if (!schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    LocalDate today = purse.today();
    BigDecimal known = today.equals(day) ? told : BigDecimal.ZERO;
    BigDecimal more = purse.spent().subtract(known).max(BigDecimal.ZERO);
    return Panache.withTransaction(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createNativeQuery(ADD, BigDecimal.class)
                                .setParameter("day", today)
                                .setParameter("usd", more)
                                .getSingleResult()))
        .invoke(
            sum -> {
              // Before the first answer of a day, "more" is all that this replica has spent on it.
              purse.known(today, sum);
              day = today;
              told = sum;
            })
        .replaceWithVoid();
  }
}
