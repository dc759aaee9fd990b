package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.tracing.TraceParent;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.trace.Span;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where the transaction that is open puts what is to be published. */
@ApplicationScoped
public class Outbox {

  /** Any number; every writer of the outbox takes this lock. */
  private static final long APPEND_LOCK = 7_204_331_904L;

  // By way of text: the driver would send a string for jsonb as a JSON string.
  private static final String APPEND =
      "insert into outbox (action, provider, id, version, payload, at, traceparent)"
          + " select action, provider, id, version, payload, at, traceparent"
          + " from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as row(action text, provider text,"
          + " id text, version bigint, payload text, at timestamptz, traceparent text)";

  private static final String RENUMBER =
      "with waiting as (delete from outbox where seq > :published returning *)"
          + " insert into outbox (action, provider, id, version, payload, at, traceparent)"
          + " select action, provider, id, version, payload, at, traceparent from waiting"
          + " order by seq";

  private static final String RAISE =
      "select setval(pg_get_serial_sequence('outbox', 'seq'), greatest(cast(:floor as bigint),"
          + " (select coalesce(max(seq), 0) from outbox),"
          + " (select published from relay where id = 1)))";

  /** Appends, and keeps other writers out until this transaction ends. */
  public Uni<Void> append(List<OutboxEntry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return alone().chain(Panache::getSession).chain(session -> insert(session, entries));
  }

  /** Keeps other writers of the outbox, and so of offers, out until this transaction ends. */
  public Uni<Void> alone() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(" + APPEND_LOCK + ")", Integer.class)
                    .getResultList())
        .replaceWithVoid();
  }

  /**
   * Numbers what waits anew, in its order: the numbers are those of entries that were published
   * before the database was put back. For who is {@link #alone()}.
   */
  public Uni<Void> renumber(long published) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RENUMBER)
                    .setParameter("published", published)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Has all further entries be numbered above this one; for who is {@link #alone()}. */
  public Uni<Void> raise(long floor) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RAISE, Long.class)
                    .setParameter("floor", floor)
                    .getSingleResult())
        .replaceWithVoid();
  }

  private static Uni<Void> insert(Mutiny.Session session, List<OutboxEntry> entries) {
    return session
        .createNativeQuery(APPEND)
        .setParameter("rows", rows(entries))
        .executeUpdate()
        .replaceWithVoid();
  }

  private static String rows(List<OutboxEntry> entries) {
    String trace = TraceParent.of(Span.current().getSpanContext());
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(entries.size());
    for (OutboxEntry entry : entries) {
      ObjectNode row = rows.addObject();
      row.put("action", entry.action().word());
      row.put("provider", entry.provider());
      row.put("id", entry.id());
      row.put("version", entry.version());
      row.put("payload", entry.payload());
      row.put("at", entry.at().toString());
      row.put("traceparent", trace);
    }
    return rows.toString();
  }
}
