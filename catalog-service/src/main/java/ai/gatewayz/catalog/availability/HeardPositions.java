package ai.gatewayz.catalog.availability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this replica's partitions are in the database, as far as it knows. What the database says
 * instead tells that it was put back under it. For one thread.
 */
final class HeardPositions {

  private final Map<TopicPartition, Long> written = new HashMap<>();

  void wrote(Map<TopicPartition, Long> positions) {
    written.putAll(positions);
  }

  /** It is another replica's from now on, or is read from its start. */
  void forget(TopicPartition partition) {
    written.remove(partition);
  }

  /** Whether there is anything that the database could have lost. */
  boolean isEmpty() {
    return written.isEmpty();
  }

  /**
   * The partitions of which the database holds less than was written to it; they are forgotten.
   *
   * @param held by number of the partition; those that it knows nothing of are absent
   */
  List<TopicPartition> lost(Map<Integer, Long> held) {
    List<TopicPartition> lost = new ArrayList<>();
    written.forEach(
        (partition, next) -> {
          if (held.getOrDefault(partition.partition(), 0L) < next) {
            lost.add(partition);
          }
        });
    lost.forEach(written::remove);
    return lost;
  }
}
