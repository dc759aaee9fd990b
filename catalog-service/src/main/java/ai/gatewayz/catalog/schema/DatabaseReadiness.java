package ai.gatewayz.catalog.schema;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answers and its tables are current. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Schema schema;
  private final Pool pool;

  DatabaseReadiness(Schema schema, Pool pool) {
    this.schema = schema;
    this.pool = pool;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    if (!schema.ready()) {
      return Uni.createFrom().item(HealthCheckResponse.down("database"));
    }
    return pool.query("select 1")
        .execute()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(answer -> HealthCheckResponse.up("database"))
        .onFailure()
        .recoverWithItem(HealthCheckResponse.down("database"));
  }
}
