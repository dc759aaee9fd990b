package ai.gatewayz.gateway;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says on Kafka what the catalog and health would say. */
public final class TopicWriter implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;

  public TopicWriter(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public void offer(Offer offer) {
    write(CloudEvent.OFFER, Topic.OFFERS, offer.key(), EventJson.write(offer));
  }

  public void withdraw(OfferKey key) {
    write(CloudEvent.OFFER, Topic.OFFERS, key, null);
  }

  public void verdict(Availability verdict) {
    write(CloudEvent.AVAILABILITY, Topic.AVAILABILITY, verdict.key(), EventJson.write(verdict));
  }

  public void send(ProducerRecord<String, byte[]> record) {
    producer.send(record);
  }

  /** Blocks until the broker has everything. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void write(String type, Topic topic, OfferKey key, byte[] json) {
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID().toString(), URI.create("/test"), type, key.toString(), Instant.now());
    send(event.record(topic, json));
  }
}
