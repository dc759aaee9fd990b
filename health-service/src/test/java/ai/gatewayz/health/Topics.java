package ai.gatewayz.health;

import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.board.OfferPartitions;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as the catalog, the gateway and any reader of verdicts use it. */
final class Topics implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<OfferKey, Availability> verdicts = new HashMap<>();
  private final EventReader<Availability> reader =
      HealthEvents.availability(InstantSource.system());
  private int read;

  Topics(String bootstrapServers) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        java.util.stream.IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(number -> new TopicPartition(Topic.AVAILABILITY.topicName(), number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  void list(Offer offer) {
    send(CloudEvent.OFFER, Topic.OFFERS, offer.key(), EventJson.write(offer));
  }

  void withdraw(OfferKey key) {
    send(CloudEvent.OFFER, Topic.OFFERS, key, null);
  }

  /** As gateways tell it: in the partition of the offer. */
  void outcomes(OutcomeWindow window) {
    OfferKey key = new OfferKey(window.provider(), window.id());
    TrafficWindow traffic =
        new TrafficWindow(
            window.replica(),
            window.from(),
            window.to(),
            List.of(TrafficWindow.Outcome.of(window)));
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID().toString(),
            URI.create("/test"),
            CloudEvent.TRAFFIC,
            window.replica(),
            Instant.now());
    int partition = new OfferPartitions().of(key);
    producer.send(event.record(Topic.TRAFFIC, partition, EventJson.write(traffic)));
    producer.flush();
  }

  void send(String type, Topic topic, OfferKey key, byte[] json) {
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID().toString(), URI.create("/test"), type, key.toString(), Instant.now());
    producer.send(event.record(topic, json));
    producer.flush();
  }

  /** The verdict as it stands on Kafka; null where there is none. */
  Availability verdict(OfferKey key) {
    consumer
        .poll(Duration.ofMillis(50))
        .forEach(
            record -> {
              read++;
              switch (reader.read(record)) {
                case Reading.Taken<Availability>(Availability told) ->
                    verdicts.put(told.key(), told);
                case Reading.Gone<Availability> gone -> verdicts.remove(gone.key());
                case Reading.Refused<Availability> ignored -> {}
              }
            });
    return verdicts.get(key);
  }

  /** Announcements read so far. */
  int read() {
    return read;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
