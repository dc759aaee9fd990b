package ai.gatewayz.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability.State;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The feed takes the events of every released version, also with fields of a later one. */
class ReleasedEventsTest {

  static List<Path> versions() throws IOException {
    try (Stream<Path> folders =
        Files.list(Path.of(System.getProperty("gatewayz.root"), "deploy/events/released"))) {
      return folders.map(each -> each.resolve("samples")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void areTaken(Path samples) throws IOException {
    Ledger ledger = new Ledger();
    int offers = 0;
    for (JsonNode offer : read(samples.resolve("offer.json"))) {
      offers++;
      assertEquals(Optional.empty(), apply(ledger, Topic.OFFERS, CloudEvent.OFFER, offer));
      assertEquals(offers, ledger.offerCount());
    }
    assertTrue(offers > 0);
    for (JsonNode verdict : read(samples.resolve("availability.json"))) {
      assertEquals(
          Optional.empty(), apply(ledger, Topic.AVAILABILITY, CloudEvent.AVAILABILITY, verdict));
    }
    JsonNode first = read(samples.resolve("availability.json")).path(0);
    OfferKey key = new OfferKey(first.path("provider").asText(), first.path("id").asText());
    OfferView view = ledger.snapshot(Instant.EPOCH).offer(key).orElseThrow();
    assertEquals(State.AVAILABLE, view.state());
    assertEquals("available", first.path("state").asText());
  }

  private static JsonNode read(Path file) throws IOException {
    return EventJson.mapper().readTree(file.toFile());
  }

  private static Optional<Refusal> apply(Ledger ledger, Topic topic, String type, JsonNode event) {
    String key = event.path("provider").asText() + ":" + event.path("id").asText();
    ObjectNode later = event.deepCopy();
    later.putObject("later").putArray("unknown").add(1);
    for (JsonNode value : List.of(event, later)) {
      ProducerRecord<String, byte[]> sent =
          new CloudEvent("id", URI.create("/test"), type, key, Instant.EPOCH)
              .record(topic, EventJson.write(value));
      ConsumerRecord<String, byte[]> record =
          new ConsumerRecord<>(topic.topicName(), 0, 0, key, sent.value());
      sent.headers().forEach(record.headers()::add);
      AtomicReference<Refusal> skipped = new AtomicReference<>();
      new FeedEvents((of, reason) -> skipped.set(reason), InstantSource.system())
          .enter(List.of(record), ledger);
      if (skipped.get() != null) {
        return Optional.of(skipped.get());
      }
    }
    return Optional.empty();
  }
}
