package ai.gatewayz.health.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partitions whose offers were read to their end since they came to this replica: what the board
 * holds of them from before is gone.
 */
@ApplicationScoped
public class Loads {

  private final Map<Integer, Instant> loaded = new ConcurrentHashMap<>();

  /**
   * @param began before the first of its offers was read
   */
  public void loaded(int partition, Instant began) {
    loaded.put(partition, began);
  }

  /** It went to another replica. */
  public void lost(int partition) {
    loaded.remove(partition);
  }

  Map<Integer, Instant> open() {
    return Map.copyOf(loaded);
  }

  void swept(int partition, Instant began) {
    loaded.remove(partition, began);
  }
}
