import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Keeps a table of the models that answer now, and at which providers, from two compacted topics. It
 * prints the table when it has read them, and again whenever the table changes.
 *
 * <p>Usage: {@code java -cp <kafka-clients, jackson-databind and what they need> AvailableModels.java
 * host:port [--once]}. It needs no consumer group: it reads everything at each start.
 */
public class AvailableModels {

  private static final String OFFERS = "gatewayz.catalog.offers";
  private static final String AVAILABILITY = "gatewayz.health.availability";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By {@code provider:id}: the last event of each topic. */
  private final Map<String, JsonNode> offers = new TreeMap<>();

  private final Map<String, JsonNode> verdicts = new TreeMap<>();

  public static void main(String... arguments) throws IOException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("usage: AvailableModels host:port [--once]");
    }
    boolean once = List.of(arguments).contains("--once");
    new AvailableModels().follow(arguments[0], once);
  }

  private void follow(String bootstrap, boolean once) throws IOException {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Stream.of(OFFERS, AVAILABILITY)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      SortedMap<String, TreeSet<String>> shown = null;
      while (true) {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<String, byte[]> record : records) {
          accept(record);
        }
        boolean caughtUp =
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        if (caughtUp && !available().equals(shown)) {
          shown = available();
          shown.forEach((model, providers) -> System.out.println(model + "\t" + String.join(",", providers)));
          System.out.println();
        }
        if (caughtUp && once) {
          return;
        }
      }
    }
  }

  /** A record that is not sound is passed over: it must not keep the others away. */
  private void accept(ConsumerRecord<String, byte[]> record) {
    Map<String, JsonNode> held = record.topic().equals(OFFERS) ? offers : verdicts;
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      // A tombstone: the offer is withdrawn.
      held.remove(record.key());
      return;
    }
    JsonNode now;
    try {
      now = JSON.readTree(record.value());
    } catch (IOException | NumberFormatException e) {
      return;
    }
    if (!sound(record.key(), now)) {
      return;
    }
    JsonNode before = held.get(record.key());
    // Delivery is at least once: an event may come again after a newer one.
    if (before == null || now.path("version").asLong() > before.path("version").asLong()) {
      held.put(record.key(), now);
    }
  }

  /** Versions count or follow the clock in milliseconds: none is a day ahead of it. */
  private static boolean sound(String key, JsonNode event) {
    JsonNode version = event.path("version");
    return key.equals(event.path("provider").asText() + ":" + event.path("id").asText())
        && version.canConvertToLong()
        && version.isIntegralNumber()
        && version.asLong() < System.currentTimeMillis() + Duration.ofDays(1).toMillis();
  }

  /** Providers by model. What has no verdict, or one that this version does not know, is not shown. */
  private SortedMap<String, TreeSet<String>> available() {
    SortedMap<String, TreeSet<String>> table = new TreeMap<>();
    offers.forEach(
        (key, offer) -> {
          JsonNode verdict = verdicts.get(key);
          if (verdict != null && verdict.path("state").asText().equals("available")) {
            table
                .computeIfAbsent(offer.path("model").asText(), model -> new TreeSet<>())
                .add(offer.path("provider").asText());
          }
        });
    return table;
  }
}
