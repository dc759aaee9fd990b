package ai.gatewayz.health.events;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of offers that are being read from their start, each up to where it ended when it came
 * to this replica.
 */
final class Past {

  private final Map<TopicPartition, Stretch> reading = new HashMap<>();

  /**
   * @param began before the first of its offers was read
   */
  private record Stretch(long end, Instant began) {}

  /** Is told of a partition that is read. */
  interface Reader {
    /**
     * @param written whether anybody ever wrote to it
     */
    void read(int partition, boolean written, Instant began);
  }

  void begin(TopicPartition partition, long end, Instant now) {
    reading.put(partition, new Stretch(end, now));
  }

  void lose(TopicPartition partition) {
    reading.remove(partition);
  }

  /** Whether it was there when its partition came. */
  boolean holds(ConsumerRecord<?, ?> record) {
    Stretch stretch = reading.get(new TopicPartition(record.topic(), record.partition()));
    return stretch != null && record.offset() < stretch.end();
  }

  /** Looks which partitions are read to their end. */
  void look(ToLongFunction<TopicPartition> position, Reader reader) {
    for (Iterator<Map.Entry<TopicPartition, Stretch>> each = reading.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<TopicPartition, Stretch> next = each.next();
      Stretch stretch = next.getValue();
      if (position.applyAsLong(next.getKey()) >= stretch.end()) {
        each.remove();
        reader.read(next.getKey().partition(), stretch.end() > 0, stretch.began());
      }
    }
  }
}
