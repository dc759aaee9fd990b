package ai.gatewayz.health.store;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Batches;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.capability.Tested;
import ai.gatewayz.health.probe.CapabilityJournal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what is held of capabilities, once a second. While the database is away what waits is held
 * once for each capability of an offer.
 */
@ApplicationScoped
class CapabilityLedger implements CapabilityJournal {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 500;

  private final Schema schema;
  private final Pool pool;
  private final Background background;
  private final Batches batches;
  private final Map<Key, Tested> waiting = new LinkedHashMap<>();
  private Repeating writing;

  private record Key(OfferKey offer, Capability capability) {}

  CapabilityLedger(Schema schema, Pool pool, Background background, Batches batches) {
    this.schema = schema;
    this.pool = pool;
    this.background = background;
    this.batches = batches;
  }

  void start(@Observes StartupEvent started) {
    writing = background.every(PAUSE, "writing what was tested of capabilities", this::write);
  }

  void stop(@Observes ShutdownEvent stopping) {
    writing.cancel();
  }

  @Override
  public void learned(OfferKey offer, Capability capability, Tested held) {
    if (held.asked() != null) {
      synchronized (waiting) {
        waiting.put(new Key(offer, capability), held);
      }
    }
  }

  private Uni<Void> write() {
    if (!schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    Map<Key, Tested> batch = take();
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return batches
        .write(
            Batches.Table.CAPABILITY_TESTS,
            List.copyOf(batch.entrySet()),
            Map.Entry::getKey,
            this::together)
        .onFailure()
        .invoke(() -> putBack(batch))
        .chain(this::write);
  }

  private Uni<?> together(List<Map.Entry<Key, Tested>> rows) {
    return pool.preparedQuery(CapabilityRows.WRITE)
        .executeBatch(
            rows.stream()
                .map(
                    each ->
                        CapabilityRows.row(
                            each.getKey().offer(), each.getKey().capability(), each.getValue()))
                .toList());
  }

  private Map<Key, Tested> take() {
    Map<Key, Tested> batch = new LinkedHashMap<>();
    synchronized (waiting) {
      Iterator<Map.Entry<Key, Tested>> each = waiting.entrySet().iterator();
      while (each.hasNext() && batch.size() < BATCH) {
        Map.Entry<Key, Tested> entry = each.next();
        batch.put(entry.getKey(), entry.getValue());
        each.remove();
      }
    }
    return batch;
  }

  /** What is newer by now stands. */
  private void putBack(Map<Key, Tested> batch) {
    synchronized (waiting) {
      batch.forEach(waiting::putIfAbsent);
    }
  }
}
