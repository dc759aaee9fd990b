package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.SyncEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last sync of each provider, as the catalog tells of it. */
@ApplicationScoped
public class ProviderSyncs {

  private final Map<String, SyncEvent> last = new ConcurrentHashMap<>();

  void seen(SyncEvent event) {
    last.put(event.provider(), event);
  }

  /** Empty where none was heard of since this replica started. */
  public Optional<SyncEvent> last(String provider) {
    return Optional.ofNullable(last.get(provider));
  }
}
