package ai.gatewayz.catalog.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads offers and verdicts as they were published: their JSON is passed on unread. */
@ApplicationScoped
public class CatalogReader {

  /** The offer with the health service's verdict on it, where one was heard. */
  private static final String OFFER =
      "select left(body, length(body) - 1) || coalesce(',\"availability\":' || (select a.body from"
          + " availability a where a.provider = offers.provider and a.id = offers.id), '') || '}'";

  private final Mutiny.SessionFactory sessions;
  private final Pool pool;

  CatalogReader(Mutiny.SessionFactory sessions, Pool pool) {
    this.sessions = sessions;
    this.pool = pool;
  }

  /** A page of a list. */
  record Page(long total, List<String> offers) {}

  /** Grows with every change that is committed: as long as it is the same, so is every answer. */
  Uni<String> epoch() {
    return pool.query(
            "select (select coalesce(max(seq), 0) from outbox where action <> 'sync'), value"
                + " from availability_epoch where id = 1")
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> row.getLong(0) + "." + row.getLong(1));
  }

  Uni<Page> find(OfferSearch search, int limit, int offset) {
    return sessions.withSession(
        session ->
            bind(session.createNativeQuery("select count(*)" + search.where(), Long.class), search)
                .getSingleResult()
                .chain(
                    total ->
                        bind(
                                session.createNativeQuery(
                                    OFFER + search.where() + search.orderBy(), String.class),
                                search)
                            .setFirstResult(offset)
                            .setMaxResults(Math.max(limit, 1))
                            .getResultList()
                            .map(offers -> new Page(total, limit == 0 ? List.of() : offers))));
  }

  Uni<Optional<String>> offer(String provider, String id) {
    return bodies(
            OFFER + " from offers where provider = :provider and id = :id and hidden is null",
            Map.of("provider", provider, "id", id))
        .map(rows -> rows.stream().findFirst());
  }

  /** All offers of a model, the cheapest first. */
  Uni<List<String>> model(String key) {
    return bodies(
        OFFER
            + " from offers where model_key = :key and hidden is null order by"
            + " case price_kind when 'free' then 0 else price_input + price_output end nulls last,"
            + " provider, id",
        Map.of("key", key));
  }

  private Uni<List<String>> bodies(String sql, Map<String, Object> parameters) {
    return sessions.withSession(
        session -> {
          var query = session.createNativeQuery(sql, String.class);
          parameters.forEach(query::setParameter);
          return query.getResultList();
        });
  }

  private static <T> Mutiny.SelectionQuery<T> bind(
      Mutiny.SelectionQuery<T> query, OfferSearch search) {
    search.parameters().forEach(query::setParameter);
    return query;
  }
}
