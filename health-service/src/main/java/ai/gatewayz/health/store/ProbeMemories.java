package ai.gatewayz.health.store;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.ledger.Memories;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.question.Form;
import ai.gatewayz.health.question.Manners;
import io.quarkus.logging.Log;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Predicate;

/** Restores from the database when offers were probed, and in what form they accept probes. */
@ApplicationScoped
class ProbeMemories implements Memories {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String ALL =
      "select provider, offer, asked_at, budget_name, tokens, effort, stream from probe_memory";

  private final Schema schema;
  private final Pool pool;
  private final Verdicts verdicts;
  private final Manners manners;

  ProbeMemories(Schema schema, Pool pool, Verdicts verdicts, Manners manners) {
    this.schema = schema;
    this.pool = pool;
    this.verdicts = verdicts;
    this.manners = manners;
  }

  @Override
  public void recall(Predicate<OfferKey> of) {
    if (!schema.readyWithin(PATIENCE)) {
      Log.warn("The database is down: the times of earlier probes are not restored");
      return;
    }
    try {
      for (Row row : pool.query(ALL).execute().await().atMost(PATIENCE)) {
        OfferKey key = new OfferKey(row.getString("provider"), row.getString("offer"));
        if (of.test(key)) {
          verdicts.restoreAsked(key, row.getOffsetDateTime("asked_at").toInstant());
          manners.restore(key, form(row));
        }
      }
      for (Row row : pool.query(CapabilityRows.ALL).execute().await().atMost(PATIENCE)) {
        OfferKey key = new OfferKey(row.getString("provider"), row.getString("offer"));
        if (of.test(key)) {
          CapabilityRows.read(row).ifPresent(known -> verdicts.restoreTested(key, known));
        }
      }
    } catch (RuntimeException e) {
      // Whatever the driver says: the verdicts are more than this memory, and go on without it.
      Log.warnf("The times of earlier probes cannot be restored: %s", e.toString());
    }
  }

  private static Form form(Row row) {
    return new Form(
        Form.BudgetName.valueOf(row.getString("budget_name")),
        row.getInteger("tokens"),
        Form.Effort.valueOf(row.getString("effort")),
        row.getBoolean("stream"));
  }
}
