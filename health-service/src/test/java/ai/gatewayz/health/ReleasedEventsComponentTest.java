package ai.gatewayz.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The watch takes the events of every released version, also with fields of a later one. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class ReleasedEventsComponentTest {

  HealthStack stack;

  @Inject MeterRegistry registry;

  @Test
  void areTaken() throws IOException {
    double skipped = count("gatewayz.health.events.skipped");
    Set<OfferKey> listed = new HashSet<>();
    try (Topics topics = new Topics(stack.bootstrapServers())) {
      for (Path samples : versions()) {
        for (JsonNode offer : read(samples.resolve("offer.json"))) {
          topics.send(CloudEvent.OFFER, Topic.OFFERS, key(offer), EventJson.write(offer));
          listed.add(key(offer));
        }
        for (JsonNode window : read(samples.resolve("outcome-window.json"))) {
          topics.send(CloudEvent.OUTCOMES, Topic.OUTCOMES, key(window), EventJson.write(window));
        }
      }
      assertTrue(!listed.isEmpty());
      for (OfferKey key : listed) {
        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> topics.verdict(key), verdict -> verdict != null);
        topics.withdraw(key);
      }
      for (OfferKey key : listed) {
        await().atMost(Duration.ofSeconds(20)).until(() -> topics.verdict(key) == null);
      }
    }
    assertEquals(skipped, count("gatewayz.health.events.skipped"));
  }

  private static OfferKey key(JsonNode event) {
    return new OfferKey(event.path("provider").asText(), event.path("id").asText());
  }

  private static List<Path> versions() throws IOException {
    try (Stream<Path> folders =
        Files.list(Path.of(System.getProperty("gatewayz.root"), "deploy/events/released"))) {
      return folders.map(each -> each.resolve("samples")).sorted().toList();
    }
  }

  /** Each sample as it is and as a later version may send it. */
  private static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : EventJson.mapper().readTree(file.toFile())) {
      events.add(event);
      ObjectNode later = event.deepCopy();
      later.putObject("later").putArray("unknown").add(1);
      events.add(later);
    }
    return events;
  }

  private double count(String name) {
    return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }
}
