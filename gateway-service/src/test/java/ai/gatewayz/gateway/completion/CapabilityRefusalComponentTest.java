package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.TrafficWindow;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.lists.Ability;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a provider says that a model cannot do is told to health, and moves nothing else. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class CapabilityRefusalComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer OFFER = chat("together", LLAMA);
  private static final String TOOLS =
      "{\"model\":\""
          + LLAMA
          + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[{\"type\":\"function\","
          + "\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}]}";

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @Test
  void aRefusalOfToolsIsASuspicionForHealth() throws Exception {
    Caller caller = new Caller(port);
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
    simulator.faults().set("together", LLAMA, new Fault.Refuses(Ability.TOOLS));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Topics.ensure(admin, List.of(Topic.TRAFFIC), (short) 1, 20);
    }
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.TRAFFIC.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);

      Caller.Answer refused = caller.post("/v1/chat/completions", TOOLS);
      assertEquals(400, refused.status());
      assertFalse(standings.failing(OFFER.key()));
      assertEquals(200, caller.complete(LLAMA, false).status());
      await().atMost(Duration.ofSeconds(30)).until(() -> isTold(consumer));
    }
    assertTrue(simulator.journal().count("together", LLAMA) >= 2);
  }

  private static boolean isTold(KafkaConsumer<String, byte[]> consumer) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      for (TrafficWindow.Outcome outcome :
          EventJson.read(record.value(), TrafficWindow.class).outcomes()) {
        if (outcome.id().equals(LLAMA) && outcome.refusedFor().containsKey(Capability.TOOLS)) {
          return true;
        }
      }
    }
    return false;
  }
}
