package ai.gatewayz.catalog.reconcile;

import ai.gatewayz.catalog.offers.OfferWriter;
import ai.gatewayz.catalog.offers.OfferWriter.Named;
import ai.gatewayz.catalog.rules.Rules;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The table of offers of which Kafka says something else. Needs a transaction that is open. */
@ApplicationScoped
public class Astray {

  private final OfferWriter writer;

  Astray(OfferWriter writer) {
    this.writer = writer;
  }

  /**
   * Notes offers of a provider.
   *
   * @param floor the version up to which rows are not what consumers have
   */
  Uni<Void> note(String provider, Map<String, String> models, long floor) {
    if (models.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(models.size());
    models.forEach((id, model) -> rows.addObject().put("id", id).put("model", model));
    return execute(
        "insert into astray (provider, id, model, floor) select :provider, id, model, :floor"
            + " from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))"
            + " as row(id text, model text)"
            + " on conflict (provider, id) do update set floor = excluded.floor",
        Map.of("provider", provider, "floor", floor, "rows", rows.toString()));
  }

  /**
   * Publishes the rows as they are, now that the provider's list was read again: what has none is
   * withdrawn.
   *
   * @param fresh whether the reading tells of an id, by having it or by being complete
   */
  public Uni<Void> settle(
      String provider, Predicate<String> fresh, Rules rules, String syncId, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select a.id, a.model, coalesce(f.version > a.floor, false) from astray a"
                            + " left join offers f on f.provider = a.provider and f.id = a.id"
                            + " where a.provider = :provider",
                        Object[].class)
                    .setParameter("provider", provider)
                    .getResultList())
        .chain(
            rows -> {
              List<Object[]> settled =
                  rows.stream().filter(row -> fresh.test((String) row[0])).toList();
              List<Named> publish =
                  settled.stream()
                      .filter(row -> !(Boolean) row[2])
                      .map(row -> new Named((String) row[0], (String) row[1]))
                      .toList();
              return writer
                  .republish(provider, publish, rules, syncId, now)
                  .chain(() -> remove(provider, settled));
            });
  }

  private static Uni<Void> remove(String provider, List<Object[]> settled) {
    if (settled.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ArrayNode ids = JsonNodeFactory.instance.arrayNode(settled.size());
    settled.forEach(row -> ids.add((String) row[0]));
    return execute(
        "delete from astray where provider = :provider and id in"
            + " (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)))",
        Map.of("provider", provider, "ids", ids.toString()));
  }

  private static Uni<Void> execute(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            })
        .replaceWithVoid();
  }
}
