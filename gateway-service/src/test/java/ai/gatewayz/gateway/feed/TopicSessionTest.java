package ai.gatewayz.gateway.feed;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.snapshot.Positions;
import ai.gatewayz.local.backing.KafkaBroker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog publishes in transactions, whose marks take offsets that no event has. */
class TopicSessionTest {

  private static final Offer LLAMA = chat("together", "meta/llama");

  @TempDir Path folder;

  @Test
  void isAtTheEndWhereATopicEndsWithTheMarkOfATransaction() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder, 0)) {
      Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(kafka)) {
        Topics.ensure(admin, TopicSession.TOPICS, (short) 1, 20);
      }
      try (KafkaProducer<String, byte[]> publisher = publisher(kafka)) {
        publisher.initTransactions();
        publisher.beginTransaction();
        send(publisher);
        publisher.commitTransaction();
        assertEquals(1, load(kafka));

        // One that is given up was true as well: only what is stored is published, and it comes
        // again at the same version.
        publisher.beginTransaction();
        send(publisher);
        publisher.abortTransaction();
        assertEquals(2, load(kafka));

        // One that stays open because its publisher died keeps nobody from starting.
        publisher.beginTransaction();
        send(publisher);
        assertEquals(3, load(kafka));
      }
    }
  }

  private static int load(Map<String, Object> kafka) {
    List<String> keys = new ArrayList<>();
    try (TopicSession session = new TopicSession(kafka, TopicSession.TOPICS, Clock.systemUTC())) {
      session.open(Positions.NONE);
      session.load(records -> add(keys, records));
      // The mark itself may come a moment after the answer to the commit.
      await()
          .until(
              () -> {
                session.poll(Duration.ofMillis(50), records -> add(keys, records));
                return session.atEnd();
              });
    }
    return keys.size();
  }

  private static void add(List<String> keys, List<ConsumerRecord<String, byte[]>> records) {
    records.forEach(record -> keys.add(record.key()));
  }

  private static void send(KafkaProducer<String, byte[]> publisher) throws Exception {
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID().toString(),
            URI.create("/test"),
            CloudEvent.OFFER,
            LLAMA.key().toString(),
            Instant.now());
    publisher.send(event.record(Topic.OFFERS, EventJson.write(LLAMA))).get(10, TimeUnit.SECONDS);
  }

  private static KafkaProducer<String, byte[]> publisher(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("transactional.id", "catalog");
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }
}
