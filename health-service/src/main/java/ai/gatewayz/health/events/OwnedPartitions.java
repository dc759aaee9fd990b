package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/**
 * Which offers are this replica's: those whose key falls into one of its partitions, by Kafka's own
 * rule.
 */
final class OwnedPartitions {

  private final Set<Integer> partitions = new HashSet<>();

  void add(int partition) {
    partitions.add(partition);
  }

  void remove(int partition) {
    partitions.remove(partition);
  }

  boolean owns(OfferKey key) {
    return partitions.contains(partitionOf(key));
  }

  static int partitionOf(OfferKey key) {
    byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % Topic.PARTITIONS;
  }
}
