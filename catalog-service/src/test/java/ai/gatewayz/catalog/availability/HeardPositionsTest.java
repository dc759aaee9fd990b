package ai.gatewayz.catalog.availability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeardPositionsTest {

  private static final TopicPartition ONE = new TopicPartition("verdicts", 1);
  private static final TopicPartition TWO = new TopicPartition("verdicts", 2);

  private final HeardPositions positions = new HeardPositions();

  @Test
  void whatTheDatabaseHoldsOrMoreIsNotLost() {
    positions.wrote(Map.of(ONE, 7L, TWO, 9L));
    assertEquals(List.of(), positions.lost(Map.of(1, 7L, 2, 12L)));
  }

  @Test
  void whatItHoldsLessOfOrNothingIsLostOnce() {
    positions.wrote(Map.of(ONE, 7L));
    assertEquals(List.of(ONE), positions.lost(Map.of(1, 6L)));
    assertEquals(List.of(), positions.lost(Map.of(1, 6L)));
    positions.wrote(Map.of(TWO, 3L));
    assertEquals(List.of(TWO), positions.lost(Map.of()));
  }

  @Test
  void anotherReplicasPartitionIsNotMissed() {
    positions.wrote(Map.of(ONE, 7L));
    positions.forget(ONE);
    assertEquals(List.of(), positions.lost(Map.of()));
  }
}
