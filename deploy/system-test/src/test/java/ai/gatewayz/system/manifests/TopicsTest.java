package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Topic;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Strimzi's topics are those of the contract, with the settings that the services make them with.
 */
class TopicsTest {

  private final Rendered rendered = Rendered.of("topics");

  @Test
  void allOfThemAndNoOthers() {
    Set<String> names = new TreeSet<>();
    rendered.all("KafkaTopic").forEach(topic -> names.add(Rendered.name(topic)));
    assertEquals(
        Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet()), names);
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void settingsOfTheContract(Topic topic) {
    JsonNode spec = rendered.one("KafkaTopic", topic.topicName()).path("spec");
    assertEquals(Topic.PARTITIONS, spec.path("partitions").asInt());
    JsonNode config = spec.path("config");
    Map<String, String> wanted = topic.settings();
    assertEquals(Topic.COPIES_OF_A_CLUSTER, spec.path("replicas").asInt());
    wanted.put("min.insync.replicas", "2");
    Map<String, String> held = new TreeMap<>();
    config.properties().forEach(entry -> held.put(entry.getKey(), entry.getValue().asText()));
    assertEquals(wanted, held);
  }
}
