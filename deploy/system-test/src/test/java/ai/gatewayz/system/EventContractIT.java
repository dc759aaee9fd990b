package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.simulator.Simulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a running stack puts on Kafka is what the contract says. */
@OnRunningStack
class EventContractIT {

  private static final Path FOLDER = RunningStack.root().resolve("deploy/events");
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By topic: schemas of value and headers, and the names of all headers that may be there. */
  private record Contract(JsonSchema value, JsonSchema headers, Set<String> names) {}

  @Test
  void everyEventIsValid(LocalStack stack, Gateway gateway, Simulator simulator) throws Exception {
    Operator.of(stack).createKey("contract");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete("meta-llama/Llama-3.3-70B-Instruct", false).status() == 200);
    String gone = simulator.catalog().goneIds("together").getFirst();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> Operator.of(stack).probe("together", gone) == 202);
    Map<String, Contract> contracts = contracts();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Map<String, Integer> seen = new HashMap<>();
              Events.all(
                  stack,
                  event -> {
                    check(contracts.get(event.topic()), event);
                    seen.merge(event.topic(), event.value() == null ? 0 : 1, Integer::sum);
                  });
              for (Topic topic : Topic.values()) {
                assertTrue(seen.getOrDefault(topic.topicName(), 0) > 0, topic + " is empty");
              }
            });
  }

  private static void check(Contract contract, ConsumerRecord<String, byte[]> event) {
    ObjectNode headers = JSON.createObjectNode();
    event
        .headers()
        .forEach(
            header -> {
              assertTrue(contract.names.contains(header.key()), event.topic() + " " + header.key());
              headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            });
    assertEquals(Set.of(), contract.headers.validate(headers), event::topic);
    assertEquals(event.key(), headers.path("ce_subject").asText());
    if (event.value() != null) {
      try {
        JsonNode value = JSON.readTree(event.value());
        assertEquals(Set.of(), contract.value.validate(value), value::toPrettyString);
        assertTrue(
            event.key().startsWith(value.path("provider").asText(value.path("id").asText())),
            event::key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Map<String, Contract> contracts() throws IOException {
    JsonNode document = new YAMLMapper().readTree(FOLDER.resolve("asyncapi.yaml").toFile());
    Map<String, Contract> contracts = new HashMap<>();
    for (JsonNode channel : document.path("channels")) {
      JsonNode message = at(document, channel.path("messages").iterator().next());
      JsonNode payload =
          JSON.readTree(FOLDER.resolve(message.at("/payload/$ref").asText()).toFile());
      ObjectNode headers = document.deepCopy();
      headers.setAll((ObjectNode) message.path("headers"));
      Set<String> names = new HashSet<>();
      for (JsonNode part : at(document, message.path("headers")).path("allOf")) {
        at(document, part).path("properties").fieldNames().forEachRemaining(names::add);
      }
      contracts.put(
          channel.path("address").asText(),
          new Contract(
              FACTORY.getSchema(payload, CONFIG), FACTORY.getSchema(headers, CONFIG), names));
    }
    return contracts;
  }

  private static JsonNode at(JsonNode document, JsonNode reference) {
    return reference.has("$ref")
        ? document.at(reference.path("$ref").asText().substring(1))
        : reference;
  }
}
