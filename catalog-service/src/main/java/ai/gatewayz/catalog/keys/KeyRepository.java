package ai.gatewayz.catalog.keys;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The tables of keys and of what was done to them. Needs a transaction that is open. */
@ApplicationScoped
class KeyRepository {

  private static final Sort OLDEST_FIRST = Sort.by("created").and("id");
  private static final int ACTS = 100;

  Uni<Long> count() {
    return StoredKey.count();
  }

  Uni<Optional<StoredKey>> find(String id) {
    return StoredKey.<StoredKey>findById(id).map(Optional::ofNullable);
  }

  /** The oldest first. */
  Uni<List<StoredKey>> page(int offset, int limit) {
    return StoredKey.<StoredKey>findAll(OLDEST_FIRST).range(offset, offset + limit - 1).list();
  }

  /** Those that follow an id, in the order of the ids. */
  Uni<List<StoredKey>> after(String id, int most) {
    return StoredKey.<StoredKey>find("id > ?1", Sort.by("id"), id).range(0, most - 1).list();
  }

  Uni<Void> add(StoredKey key) {
    return key.persist().replaceWithVoid();
  }

  Uni<Boolean> remove(String id) {
    return StoredKey.deleteById(id);
  }

  Uni<Void> note(KeyAct act) {
    return act.persist().replaceWithVoid();
  }

  /** The latest first, and no more than can be looked at. */
  Uni<List<KeyAct>> acts(String id) {
    return KeyAct.<KeyAct>find("keyId", Sort.descending("at"), id).range(0, ACTS - 1).list();
  }

  /** The next number for a change of the catalog; for who has the outbox alone. */
  Uni<Long> nextVersion() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("select nextval('catalog_version')", Long.class)
                    .getSingleResult());
  }
}
