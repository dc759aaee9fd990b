package ai.gatewayz.bench.chaos;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.local.hostile.HostileRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records that no reader can use, in every topic, to every partition. */
final class Poison {

  /** Beside the known ones; the same each time. */
  private static final int MUTATED = 500;

  private static final Map<Topic, String> TYPES =
      new TreeMap<>(
          Map.of(
              Topic.OFFERS, CloudEvent.OFFER,
              Topic.AVAILABILITY, CloudEvent.AVAILABILITY,
              Topic.OUTCOMES, CloudEvent.OUTCOMES,
              Topic.KEYS, CloudEvent.KEY));

  private static final String RECORDED = "released/0.1.0/samples/";

  private static final List<String> KNOWN =
      List.of(
          "",
          "null",
          "{",
          "[".repeat(100_000),
          "{\"provider\":\"together\",\"id\":\"poison\"}",
          "{\"provider\":\"together\",\"id\":\"poison\",\"model\":\"m\",\"version\":9223372036854775807}",
          "{\"provider\":\"together\",\"id\":\"poison\",\"model\":\"m\",\"version\":1,"
              + "\"price\":{\"kind\":\"per_token\",\"input\":1e600000000,\"output\":1}}",
          "{\"provider\":\"together\",\"id\":\"poison\",\"model\":\"m\",\"version\":1,"
              + "\"from\":\"-999999999-01-01T00:00:00Z\",\"to\":\"+999999999-12-31T00:00:00Z\"}",
          "{\"provider\":\"together\",\"id\":\"poi\\u0000son\",\"model\":\"m\",\"version\":1}");

  private Poison() {}

  static long spread(Stage stage) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stage.world().kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      int sent = 0;
      for (Topic topic : Topic.values()) {
        sent += known(producer, topic);
      }
      sent += mutated(producer, Topic.OFFERS, RECORDED + "offer.json");
      sent += mutated(producer, Topic.AVAILABILITY, RECORDED + "availability.json");
      sent += mutated(producer, Topic.OUTCOMES, RECORDED + "outcome-window.json");
      sent += mutated(producer, Topic.KEYS, "schemas/caller-key.json");
      producer.flush();
      stage.tell(sent + " poison records are sent");
    }
    stage.change();
    return System.nanoTime();
  }

  private static int known(KafkaProducer<String, byte[]> producer, Topic topic) throws Exception {
    int sent = 0;
    for (int partition = 0;
        partition < producer.partitionsFor(topic.topicName()).size();
        partition++) {
      for (String value : KNOWN) {
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(
                topic.topicName(),
                partition,
                "together:poison",
                value.getBytes(StandardCharsets.UTF_8));
        String type = TYPES.get(topic);
        if (type != null) {
          record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record);
        sent++;
      }
      producer.send(new ProducerRecord<>(topic.topicName(), partition, "po\u0000ison", null));
      sent++;
    }
    return sent;
  }

  private static int mutated(KafkaProducer<String, byte[]> producer, Topic topic, String samples)
      throws Exception {
    HostileRecords records =
        new HostileRecords(
                topic.topicName(), TYPES.get(topic), Path.of("deploy/events", samples), 20_26)
            .about("poison/" + topic);
    Future<?> last = null;
    for (int i = 0; i < MUTATED; i++) {
      last = producer.send(records.nextToSend());
    }
    last.get();
    return MUTATED;
  }
}
