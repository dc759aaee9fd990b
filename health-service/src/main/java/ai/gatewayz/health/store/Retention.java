package ai.gatewayz.health.store;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Forgets what is over and old, a part at a time so that nobody waits for it. */
@ApplicationScoped
class Retention {

  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int BATCH = 5_000;

  private static final String TRANSITIONS =
      "delete from transitions where id in (select id from transitions where at < $1 limit $2)";
  private static final String INCIDENTS =
      "delete from incidents where id in (select id from incidents where closed < $1 limit $2)";
  private static final String OVERRIDES =
      "delete from overrides where id in"
          + " (select id from overrides where coalesce(ended, until) < $1 limit $2)";

  private static final String TESTS =
      "delete from capability_tests where (provider, offer, capability) in (select provider, offer,"
          + " capability from capability_tests where asked_at < $1 limit $2)";

  private final Schema schema;
  private final Background background;
  private final Pool pool;
  private final RetentionConfig config;
  private final InstantSource clock;
  private Repeating forgetting;

  Retention(
      Schema schema,
      Background background,
      Pool pool,
      RetentionConfig config,
      InstantSource clock) {
    this.schema = schema;
    this.background = background;
    this.pool = pool;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    forgetting = background.every(PAUSE, "Deleting old history", this::forget);
  }

  void stop(@Observes ShutdownEvent stopping) {
    forgetting.cancel();
  }

  Uni<Void> forget() {
    if (!schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    Instant before = clock.instant().minus(config.history());
    return delete(TRANSITIONS, before)
        .chain(() -> delete(INCIDENTS, before))
        .chain(() -> delete(OVERRIDES, before))
        .chain(() -> delete(TESTS, before));
  }

  private Uni<Void> delete(String sql, Instant before) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), BATCH))
        .chain(
            deleted ->
                deleted.rowCount() < BATCH ? Uni.createFrom().voidItem() : delete(sql, before));
  }
}
