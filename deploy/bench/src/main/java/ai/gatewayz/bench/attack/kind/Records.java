package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.local.hostile.HostileRecords;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records on Kafka that no service has written. */
public final class Records {

  public static final String KIND = "records";

  private static final int EACH = 20_000;

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int PAUSE_MILLIS = 10;

  private static final String RECORDED = "deploy/events/released/0.1.0/samples/";

  /** What has hung or ended a consumer before: keys, and values where there is one. */
  private static final Map<String, String> POISON =
      Map.of(
          "together:poison/price",
          "{\"provider\":\"together\",\"id\":\"poison/price\",\"model\":\"poison/price\",\"price\":"
              + "{\"kind\":\"per_token\",\"input\":1e600000000,\"output\":1},\"version\":1}",
          "together:poison/version",
          "{\"provider\":\"together\",\"id\":\"poison/version\",\"model\":\"poison/version\",\"state\":"
              + "\"available\",\"version\":9223372036854775807}",
          "together:poison/none",
          "{\"provider\":\"together\",\"id\":\"poison/none\"}",
          "together:poison/\u0000",
          "{\"provider\":\"together\",\"id\":\"poison/\\u0000\",\"model\":\"m\"}",
          "together:poison/time",
          "{\"provider\":\"together\",\"id\":\"poison/time\",\"from\":\"-1000000000-01-01T00:00:00Z\","
              + "\"to\":\"+1000000000-12-31T23:59:59.999999999Z\",\"findings\":{\"answered\":9223372036854775807}}",
          "together:poison/huge",
          "{\"provider\":\"together\",\"id\":\"poison/huge\",\"x\":\""
              + "x".repeat(900_000)
              + "\"}",
          "together:poison/deep",
          "[".repeat(400_000),
          "key_poison",
          "{\"id\":\"key_poison\",\"name\":\"poison\",\"digests\":[null],\"networks\":[\"everywhere\"],"
              + "\"mostAtOnce\":1e600000000,\"version\":1}");

  private Records() {}

  public static List<Attack> attacks() {
    return List.of(
        Attack.all(KIND, "120,000 mutated records and known poison, all topics", Records::flood));
  }

  private static void flood(Target target, Tally tally, double share) throws Exception {
    int each = (int) (EACH * share);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", target.kafka(), "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      Flood flood = new Flood(target, tally, producer, each);
      flood.send(Topic.OFFERS, CloudEvent.OFFER, RECORDED + "offer.json");
      flood.send(Topic.AVAILABILITY, CloudEvent.AVAILABILITY, RECORDED + "availability.json");
      flood.send(Topic.OUTCOMES, CloudEvent.OUTCOMES, RECORDED + "outcome-window.json");
      flood.send(Topic.KEYS, CloudEvent.KEY, "deploy/events/schemas/caller-key.json");
      // Nobody here reads these; they are not to be in anybody's way either.
      flood.send(Topic.CHANGES, CloudEvent.OFFER, RECORDED + "offer-change.json");
      flood.send(Topic.SYNCS, CloudEvent.OFFER, RECORDED + "sync.json");
    }
    long key = letIn(target);
    Listing after = new Listing(target, "attack/After-The-Records");
    after.list("0.4321");
    long gateway = after.priced("0.4321");
    long catalog =
        after.awaited(
            Service.CATALOG, "/catalog/offers/" + Listing.PROVIDER + "/" + after.id(), "0.4321");
    // Outcomes reach health by Kafka, and its verdict comes back to the other two by Kafka.
    after.completed();
    long health =
        after.awaited(
            Service.HEALTH,
            "/health/availability/" + Listing.PROVIDER + "/" + after.id(),
            "\"available\"");
    long verdict =
        after.awaited(
            Service.CATALOG,
            "/catalog/offers/" + Listing.PROVIDER + "/" + after.id(),
            "\"available\"");
    tally.count(
        "a valid one then arrives: gateway %d ms, catalog %d ms, health %d ms, verdict %d ms, key %d ms"
            .formatted(gateway, catalog, health, verdict, key));
    tally.expect(
        skips(target, "gatewayz_keys_events_skipped_total"), "no record of a key is counted");
    for (Service service : Service.values()) {
      tally.expect(
          target.metrics(service).lines().anyMatch(line -> line.matches(".*skipped.* [1-9].*")),
          service.module() + " counts no skipped record");
    }
  }

  private static boolean skips(Target target, String metric) throws Exception {
    return target
        .metrics(Service.GATEWAY)
        .lines()
        .anyMatch(line -> line.startsWith(metric) && !line.endsWith(" 0.0"));
  }

  /** Milliseconds until a new key of the catalog is let in; an exception where it never is. */
  private static long letIn(Target target) throws Exception {
    String key = target.createKey("after the records");
    long began = System.nanoTime();
    while (target.get(Service.GATEWAY, "/v1/key", key).status() != 200) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException("a new key is not let in");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  private record Flood(
      Target target, Tally tally, KafkaProducer<String, byte[]> producer, int many) {

    /**
     * @param samples of the topic's events, in the project's folder
     */
    void send(Topic topic, String type, String samples) {
      HostileRecords hostile =
          new HostileRecords(
                  topic.topicName(), type, target.root().resolve(samples), topic.ordinal())
              .about("hostile/record");
      for (int i = 0; i < many; i++) {
        producer.send(hostile.nextToSend());
        tally.count(topic.topicName());
      }
      POISON.forEach(
          (key, value) -> {
            for (byte[] bytes : new byte[][] {value.getBytes(StandardCharsets.UTF_8), null}) {
              ProducerRecord<String, byte[]> poison =
                  new ProducerRecord<>(topic.topicName(), key, bytes);
              poison.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
              producer.send(poison);
              tally.count(topic.topicName());
            }
          });
    }
  }
}
