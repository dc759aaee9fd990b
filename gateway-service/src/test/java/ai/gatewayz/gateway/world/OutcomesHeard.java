package ai.gatewayz.gateway.world;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.TrafficWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What health hears of some offers. */
final class OutcomesHeard implements AutoCloseable {

  /** The gateway tells each half second. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Set<String> keys;

  /**
   * @param offers that no other test has traffic of
   */
  OutcomesHeard(String bootstrapServers, List<Offer> offers) {
    keys = offers.stream().map(offer -> offer.key().toString()).collect(Collectors.toSet());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Attempts by finding, of all windows that there are; reads until nothing more comes. */
  Map<String, Long> all() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.TRAFFIC.topicName()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<String, Long> findings = new TreeMap<>();
    for (var records = consumer.poll(QUIET); !records.isEmpty(); records = consumer.poll(QUIET)) {
      records.forEach(record -> add(record, findings));
    }
    return findings;
  }

  private void add(ConsumerRecord<String, byte[]> record, Map<String, Long> findings) {
    for (TrafficWindow.Outcome each :
        EventJson.read(record.value(), TrafficWindow.class).outcomes()) {
      if (keys.contains(new OfferKey(each.provider(), each.id()).toString())) {
        each.findings().forEach((finding, count) -> findings.merge(finding, count, Long::sum));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
