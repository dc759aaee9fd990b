package ai.gatewayz.catalog.sync;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads attempts. */
@ApplicationScoped
public class SyncHistory {

  private static final Sort NEWEST_FIRST = Sort.descending("started", "id");

  /**
   * @param provider null for all
   */
  @WithSession
  public Uni<List<SyncAttempt>> latest(String provider, int limit) {
    return (provider == null
            ? SyncAttempt.<SyncAttempt>findAll(NEWEST_FIRST)
            : SyncAttempt.<SyncAttempt>find("provider", NEWEST_FIRST, provider))
        .page(0, limit)
        .list();
  }

  @WithSession
  public Uni<Optional<SyncAttempt>> find(String id) {
    return SyncAttempt.<SyncAttempt>findById(id).map(Optional::ofNullable);
  }
}
