package ai.gatewayz.bench.gateway;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.health.contract.Availability;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The routing state, said on the compacted topics as the catalog and health would say it. */
public final class State {

  /** Those of the offers, the first aside. */
  public static final List<String> PROVIDERS =
      List.of("openrouter", "portkey", "featherless", "fireworks", "together", "huggingface");

  /** The provider of what the load generator asks for; it speaks chat completions. */
  static final String BENCH = "bench";

  /** The same under another name, as one that speaks every protocol. */
  public static final String NATIVE = "native";

  private State() {}

  public static void createTopics(String kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Topics.ensure(
          admin, List.of(Topic.OFFERS, Topic.AVAILABILITY, Topic.OUTCOMES), (short) 1, 10);
    }
  }

  /** The offers from the {@code from}-th to before the {@code to}-th, each with its verdict. */
  public static void write(String kafka, int from, int to) {
    write(kafka, IntStream.range(from, to).mapToObj(State::offer));
  }

  /** Offers, each with its verdict. */
  public static void write(String kafka, Stream<Offer> offers) {
    Queue<Exception> failed = new ConcurrentLinkedQueue<>();
    Callback callback =
        (written, cause) -> {
          if (cause != null) {
            failed.add(cause);
          }
        };
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", 20),
            new StringSerializer(),
            new ByteArraySerializer())) {
      offers.forEach(
          offer -> {
            producer.send(
                event(CloudEvent.OFFER, offer.key()).record(Topic.OFFERS, EventJson.write(offer)),
                callback);
            producer.send(
                event(CloudEvent.AVAILABILITY, offer.key())
                    .record(Topic.AVAILABILITY, EventJson.write(verdict(offer))),
                callback);
          });
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          failed.size() + " events were not acknowledged", failed.peek());
    }
  }

  private static CloudEvent event(String type, OfferKey key) {
    return new CloudEvent(type + key, URI.create("/bench"), type, key.toString(), Instant.now());
  }

  /** The {@code i}-th offer; the first is what the load generator asks for. */
  public static Offer offer(int i) {
    if (i == 0) {
      return offer(BENCH, Target.MODEL);
    }
    return offer(
        PROVIDERS.get(i % PROVIDERS.size()), "vendor-" + i % 211 + "/Model-" + i / 2 + "-Instruct");
  }

  public static Offer offer(String provider, String model) {
    return new Offer(
        provider,
        model,
        model,
        model,
        model,
        "chat",
        Map.of(Capability.CHAT, CapabilitySource.LISTED, Capability.TOOLS, CapabilitySource.LISTED),
        Set.of(Modality.TEXT),
        Set.of(Modality.TEXT),
        new Price.PerToken(new BigDecimal("0.2"), new BigDecimal("0.6"), null),
        131_072,
        8_192,
        true,
        Instant.EPOCH,
        null,
        List.of(),
        null,
        1,
        Instant.EPOCH);
  }

  private static Availability verdict(Offer offer) {
    Instant now = Instant.now();
    return new Availability(
        offer.provider(),
        offer.id(),
        offer.model(),
        Availability.State.AVAILABLE,
        "answered",
        Availability.Source.PROBE,
        now,
        now,
        now,
        200,
        250L,
        null,
        1);
  }
}
