package ai.gatewayz.health.board;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where an offer's events are, by Kafka's own rule; any thread may ask. */
@Singleton
public class OfferPartitions {

  private volatile int count = Topic.PARTITIONS;

  /** Says how many there are: topics of before have fewer than are made today. */
  public void count(int partitions) {
    count = partitions;
  }

  public int count() {
    return count;
  }

  public int of(OfferKey key) {
    byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % count;
  }
}
