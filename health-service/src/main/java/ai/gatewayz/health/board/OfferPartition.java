package ai.gatewayz.health.board;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where an offer's events are, by Kafka's own rule. */
public final class OfferPartition {

  private OfferPartition() {}

  public static int of(OfferKey key) {
    byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % Topic.PARTITIONS;
  }
}
