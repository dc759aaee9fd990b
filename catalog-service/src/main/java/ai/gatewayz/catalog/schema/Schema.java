package ai.gatewayz.catalog.schema;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/** Brings the tables up to date, and keeps trying while PostgreSQL is down. */
@ApplicationScoped
public class Schema {

  private static final Logger LOG = Logger.getLogger(Schema.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Flyway flyway;
  private final Vertx vertx;
  private final Background background;
  private volatile boolean ready;
  private Repeating attempts;

  Schema(Flyway flyway, Vertx vertx, Background background) {
    this.flyway = flyway;
    this.vertx = vertx;
    this.background = background;
  }

  void start(@Observes StartupEvent started) {
    attempts = background.every(PAUSE, "Migrating the database", this::migrate);
  }

  /** Whether the tables are there and current. */
  public boolean ready() {
    return ready;
  }

  private Uni<Void> migrate() {
    if (ready) {
      attempts.cancel();
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(flyway::migrate, false).toCompletionStage())
        .invoke(
            result -> {
              ready = true;
              LOG.infof("The database schema is at version %s", version(result));
            })
        .replaceWithVoid();
  }

  /** Flyway names a target only where it had something to do. */
  private static String version(MigrateResult result) {
    return result.targetSchemaVersion != null
        ? result.targetSchemaVersion
        : result.initialSchemaVersion;
  }
}
