package ai.gatewayz.catalog.retention;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import ai.gatewayz.catalog.schema.Schema;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Removes what is old, a bounded number of rows at a time so that nobody waits for it. What is not
 * published is never old.
 */
@ApplicationScoped
public class Retention {

  private static final int ROWS_A_TURN = 10_000;

  private static final String CHANGES =
      "delete from outbox where seq in (select seq from outbox where at < :before"
          + " and seq <= (select published from relay where id = 1) order by seq limit :rows)";

  private static final String SYNCS =
      "delete from sync_attempts where id in (select a.id from sync_attempts a"
          + " where a.finished < :before and not exists (select 1 from provider_states s"
          + " where s.last_attempt = a.id) order by a.started limit :rows)";

  private final RetentionConfig config;
  private final Schema schema;
  private final Background background;
  private final InstantSource clock;
  private Repeating turns;

  Retention(RetentionConfig config, Schema schema, Background background, InstantSource clock) {
    this.config = config;
    this.schema = schema;
    this.background = background;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    turns = background.every(config.interval(), "Removing old changes and syncs", this::turn);
  }

  void stop(@Observes ShutdownEvent stopping) {
    turns.cancel();
  }

  private Uni<Void> turn() {
    return schema.ready()
        ? drain(CHANGES, config.changes()).chain(() -> drain(SYNCS, config.syncs()))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> drain(String sql, Duration age) {
    return Panache.withTransaction(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createNativeQuery(sql)
                                .setParameter(
                                    "before", clock.instant().minus(age).atOffset(ZoneOffset.UTC))
                                .setParameter("rows", ROWS_A_TURN)
                                .executeUpdate()))
        .chain(gone -> gone < ROWS_A_TURN ? Uni.createFrom().voidItem() : drain(sql, age));
  }
}
