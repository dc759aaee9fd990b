package ai.gatewayz.bench.health;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.OutcomeWindow;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says what live traffic saw, as a gateway would say it. */
final class Outcomes implements AutoCloseable {

  /** More than any fault asks for in a row until an offer counts as available again. */
  private static final Map<String, Long> ANSWERS = Map.of("answered", 6L);

  private final KafkaProducer<String, byte[]> producer;

  Outcomes(String kafka) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Takes the offer away. */
  void gone(Offer offer) {
    send(offer, Map.of("model_gone", 2L), 404);
  }

  /** Changes the verdict on an offer that is available: one is gone, one fails, two sleep. */
  void trouble(Offer offer, int number) {
    switch (number % 4) {
      case 0 -> gone(offer);
      case 1 -> send(offer, Map.of("server_error", 3L), 500);
      default -> send(offer, Map.of("cold", 1L), 503);
    }
  }

  /** Makes the offer available again. */
  void answers(Offer offer) {
    send(offer, ANSWERS, null);
  }

  private void send(Offer offer, Map<String, Long> findings, Integer status) {
    Instant now = Instant.now();
    OutcomeWindow window =
        new OutcomeWindow(
            offer.provider(),
            offer.id(),
            offer.model(),
            "bench",
            now,
            now,
            findings,
            status,
            status == null ? Map.of(240L, 6L) : Map.of(),
            186,
            1_080);
    String key = offer.key().toString();
    producer.send(
        new CloudEvent(key + now, URI.create("/bench"), CloudEvent.OUTCOMES, key, now)
            .record(Topic.OUTCOMES, EventJson.write(window)));
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
