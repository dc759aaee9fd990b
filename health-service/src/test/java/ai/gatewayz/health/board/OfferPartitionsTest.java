package ai.gatewayz.health.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferPartitionsTest {

  private final OfferPartitions partitions = new OfferPartitions();

  @Test
  void areAsManyAsTopicsAreMadeWith() {
    assertEquals(Topic.PARTITIONS, partitions.count());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 24})
  void areWhereKafkaPutsThemHoweverManyThereAre(int count) {
    partitions.count(count);
    for (int i = 0; i < 1_000; i++) {
      OfferKey key = new OfferKey("together", "é/model-" + i);
      byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
      assertEquals(BuiltInPartitioner.partitionForKey(bytes, count), partitions.of(key));
    }
  }
}
