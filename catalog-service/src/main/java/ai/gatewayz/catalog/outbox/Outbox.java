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

  /** Appends, and keeps other writers out until this transaction ends. */
  public Uni<Void> append(List<OutboxEntry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(" + APPEND_LOCK + ")", Integer.class)
                    .getResultList()
                    .chain(locked -> insert(session, entries)));
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
