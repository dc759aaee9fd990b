package ai.gatewayz.catalog.retirement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table of notices that were given. Needs a transaction that is open. */
@ApplicationScoped
class NoticeRepository {

  // Few bodies have the field: only those are read as JSON.
  private static final String LEAVING =
      "select provider, id, last_day from (select provider, id,"
          + " case when body like '%\"deprecation\":\"%' then cast(body as jsonb) ->> 'deprecation' end"
          + " as last_day from offers where hidden is null) as announced"
          + " where last_day >= :from and last_day <= :to order by provider, id";

  private static final String NOTE =
      "with given as (insert into retirement_notices (provider, id, last_day, days_ahead)"
          + " select provider, id, last_day, days_ahead"
          + " from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as row(provider text,"
          + " id text, last_day date, days_ahead integer) on conflict do nothing"
          + " returning provider, id) select provider, id from given order by provider, id";

  /** An offer with its last day. */
  record Leaving(String provider, String id, LocalDate last) {}

  record Given(Leaving offer, Notice notice) {}

  /** Published offers whose last day is one of these. */
  Uni<List<Leaving>> leaving(LocalDate from, LocalDate to) {
    return rows(LEAVING, Map.of("from", from.toString(), "to", to.toString()))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Leaving(
                                (String) row[0], (String) row[1], LocalDate.parse((String) row[2])))
                    .toList());
  }

  /** Notes notices; which of their offers, {@code {provider, id}}, were not given them before. */
  Uni<List<Object[]>> note(List<Given> notices) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(notices.size());
    for (Given given : notices) {
      ObjectNode row = array.addObject();
      row.put("provider", given.offer().provider());
      row.put("id", given.offer().id());
      row.put("last_day", given.offer().last().toString());
      row.put("days_ahead", given.notice().daysAhead());
    }
    return rows(NOTE, Map.of("rows", array.toString()));
  }

  /** Forgets what was given for days that are over. */
  Uni<Void> forget(LocalDate before) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("delete from retirement_notices where last_day < :before")
                    .setParameter("before", before)
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              Mutiny.SelectionQuery<Object[]> query =
                  session.createNativeQuery(sql, Object[].class);
              parameters.forEach(query::setParameter);
              return query.getResultList();
            });
  }
}
