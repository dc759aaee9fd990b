package ai.gatewayz.catalog.guard;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.offers.Slices;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of quarantined changes. Needs a transaction that is open. */
@ApplicationScoped
public class HeldRepository {

  private static final String COLUMNS =
      "provider, id, model, kind, reason, detail, fingerprint, listed, sync_id, since";

  private static final String PUT =
      "insert into held_changes ("
          + COLUMNS
          + ") select "
          + COLUMNS
          + " from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as row(provider text, id text,"
          + " model text, kind text, reason text, detail text, fingerprint text, listed text,"
          + " sync_id text, since timestamptz)"
          + " on conflict (provider, id) do update set model = excluded.model, kind = excluded.kind,"
          + " reason = excluded.reason, detail = excluded.detail, fingerprint = excluded.fingerprint,"
          + " listed = excluded.listed, sync_id = excluded.sync_id, since = excluded.since,"
          + " rejected = null, rejected_by = null, rejected_because = null";

  public Uni<HeldChanges> of(String provider) {
    return rows(
            "select id, kind, fingerprint, rejected is not null from held_changes"
                + " where provider = :provider",
            Map.of("provider", provider))
        .map(
            rows ->
                new HeldChanges(
                    rows.stream()
                        .map(
                            row ->
                                new HeldChanges.Kept(
                                    (String) row[0],
                                    (String) row[1],
                                    (String) row[2],
                                    (Boolean) row[3]))
                        .toList()));
  }

  /** Writes what a sync changed about what is held. */
  public Uni<Void> apply(String provider, HeldChanges.Update update, String syncId, Instant now) {
    return remove(provider, update.remove())
        .chain(() -> Slices.each(update.put(), some -> put(provider, some, syncId, now)));
  }

  private Uni<Void> put(String provider, List<Held> changes, String syncId, Instant now) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(changes.size());
    for (Held change : changes) {
      ObjectNode row = rows.addObject();
      row.put("provider", provider);
      row.put("id", change.id());
      row.put("model", change.model());
      row.put("kind", change.kind().word());
      row.put("reason", change.reason().word());
      row.put("detail", change.detail());
      row.put("fingerprint", change.fingerprint());
      row.put(
          "listed",
          change.listed() == null
              ? null
              : new String(
                  EventJson.write(change.listed().offer().at(provider, 0, now)),
                  StandardCharsets.UTF_8));
      row.put("sync_id", syncId);
      row.put("since", now.toString());
    }
    return execute(PUT, Map.of("rows", rows.toString())).replaceWithVoid();
  }

  /** They are not held any more. */
  public Uni<Void> remove(String provider, Collection<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : execute(
                "delete from held_changes where provider = :provider and id in"
                    + " (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)))",
                Map.of("provider", provider, "ids", array(ids)))
            .replaceWithVoid();
  }

  /** The undecided ones, with what is listed now; for deciding them. */
  public Uni<List<Undecided>> undecided(String provider) {
    return rows(
            "select id, kind, fingerprint, listed, sync_id from held_changes"
                + " where provider = :provider and rejected is null order by since desc, id",
            Map.of("provider", provider))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Undecided(
                                (String) row[0],
                                (String) row[1],
                                (String) row[2],
                                (String) row[3],
                                (String) row[4]))
                    .toList());
  }

  /**
   * @param kind {@code add}, {@code change} or {@code withdraw}
   * @param listed the offer as the provider lists it; null for a withdrawal
   */
  public record Undecided(
      String id, String kind, String fingerprint, String listed, String syncId) {}

  /** From now on they are held without a word, as long as the list says the same. */
  public Uni<Void> reject(
      String provider, Collection<String> ids, String author, String reason, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("provider", provider);
    parameters.put("ids", array(ids));
    parameters.put("author", author);
    parameters.put("reason", reason);
    parameters.put("now", now.atOffset(ZoneOffset.UTC));
    return execute(
            "update held_changes set rejected = :now, rejected_by = :author,"
                + " rejected_because = :reason where provider = :provider and id in"
                + " (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)))",
            parameters)
        .replaceWithVoid();
  }

  private static Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql, Object[].class);
              parameters.forEach(query::setParameter);
              return query.getResultList();
            });
  }

  private static Uni<Integer> execute(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }

  private static String array(Collection<String> ids) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(ids.size());
    ids.forEach(array::add);
    return array.toString();
  }
}
