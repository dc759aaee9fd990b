package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.board.OfferPartitions;
import java.util.HashSet;
import java.util.Set;

/**
 * Which offers are this replica's: those whose key falls into one of its partitions, by Kafka's own
 * rule.
 */
final class OwnedPartitions {

  private final Set<Integer> partitions = new HashSet<>();
  private final OfferPartitions all;

  OwnedPartitions(OfferPartitions all) {
    this.all = all;
  }

  void add(int partition) {
    partitions.add(partition);
  }

  void remove(int partition) {
    partitions.remove(partition);
  }

  /** The part of all partitions that is owned, 0 to 1. */
  double share() {
    return (double) partitions.size() / all.count();
  }

  boolean owns(OfferKey key) {
    return partitions.contains(all.of(key));
  }
}
