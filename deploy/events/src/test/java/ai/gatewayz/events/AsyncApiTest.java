package ai.gatewayz.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.Topic;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AsyncAPI document says the same as the contract's code. */
class AsyncApiTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  private static JsonNode document() throws IOException {
    return YAML.readTree(EventType.folder().resolve("asyncapi.yaml").toFile());
  }

  private static JsonNode channel(EventType event) throws IOException {
    for (JsonNode channel : document().path("channels")) {
      if (channel.path("address").asText().equals(event.topic().topicName())) {
        return channel;
      }
    }
    throw new AssertionError("no channel for " + event.topic().topicName());
  }

  private static JsonNode message(EventType event) throws IOException {
    JsonNode messages = channel(event).path("messages");
    assertEquals(1, messages.size());
    return SchemaRefs.resolve(messages.iterator().next(), document());
  }

  /** By the schema that AsyncAPI publishes for its documents; see {@code install-tools.sh}. */
  @Test
  void isADocumentOfAsyncApi() throws IOException {
    Path published = EventType.folder().resolve("target/asyncapi/3.0.0.json");
    assumeTrue(Files.exists(published), "skipped: AsyncAPI's schema was not fetched");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Schemas.read(published));
    JsonNode document = document();
    assertEquals(Set.of(), schema.validate(document));

    ((ObjectNode) document.at("/operations/publishOffers")).put("action", "fly");
    assertFalse(schema.validate(document).isEmpty());
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    JsonNode document = document();
    Set<String> references = new HashSet<>();
    document.findValuesAsText("$ref").forEach(references::add);
    assertTrue(references.size() > 15, references.toString());
    for (String reference : references) {
      if (reference.startsWith("#")) {
        assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
      } else {
        assertTrue(Files.isRegularFile(EventType.folder().resolve(reference)), reference);
      }
    }
  }

  @Test
  void channelsAreTheTopicsAndEachHasOneSender() throws IOException {
    JsonNode document = document();
    Set<String> addresses = new TreeSet<>();
    document.path("channels").forEach(each -> addresses.add(each.path("address").asText()));
    assertEquals(
        Arrays.stream(Topic.values())
            .map(Topic::topicName)
            .collect(Collectors.toCollection(TreeSet::new)),
        addresses);
    Set<String> sent = new TreeSet<>();
    document
        .path("operations")
        .forEach(
            operation -> {
              assertEquals("send", operation.path("action").asText());
              JsonNode channel = SchemaRefs.resolve(operation.path("channel"), document);
              assertTrue(sent.add(channel.path("address").asText()));
            });
    assertEquals(addresses, sent);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void bindingsAreTheSettingsThatTopicsAreMadeWith(EventType event) throws IOException {
    JsonNode kafka = channel(event).at("/bindings/kafka");
    JsonNode settings = kafka.path("topicConfiguration");
    String retention =
        switch (event.topic().cleanup()) {
          case COMPACT -> "delete.retention.ms";
          case DELETE -> "retention.ms";
        };
    assertEquals(event.topic().topicName(), kafka.path("topic").asText());
    assertEquals(Topic.PARTITIONS, kafka.path("partitions").asInt());
    assertEquals(
        event.topic().cleanup().name().toLowerCase(Locale.ROOT),
        settings.path("cleanup.policy").path(0).asText());
    assertEquals(event.topic().retention().toMillis(), settings.path(retention).asLong());
    assertEquals(2, settings.size());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void messagesNameTheirTypeSchemaAndKey(EventType event) throws IOException {
    JsonNode message = message(event);
    assertEquals(event.type(), message.path("name").asText());
    assertEquals("./schemas/" + event.file(), message.at("/payload/$ref").asText());
    JsonNode key = message.at("/bindings/kafka/key");
    String example = event.topic().keyedByOffer() ? "huggingface:a/b:c" : "huggingface";
    assertEquals(Set.of(), Schemas.faults(key, Schemas.JSON.getNodeFactory().textNode(example)));
  }

  /** The headers of an event as the code makes it, against what the document says of them. */
  @ParameterizedTest
  @EnumSource(EventType.class)
  void headersAreThoseOfTheEnvelope(EventType event) throws IOException {
    String source =
        switch (event) {
          case OFFER, OFFER_CHANGE, SYNC, KEY -> "/catalog-service";
          case AVAILABILITY, TRANSITION -> "/health-service";
          case OUTCOME_WINDOW, TRAFFIC_WINDOW, FAILURE_WINDOW -> "/gateway-service";
        };
    CloudEvent envelope =
        new CloudEvent("id", URI.create(source), event.type(), "provider:id", Instant.EPOCH);
    ProducerRecord<String, byte[]> record = envelope.record(event.topic(), null);
    ObjectNode headers = Schemas.JSON.createObjectNode();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    ObjectNode schema = document().deepCopy();
    schema.setAll((ObjectNode) message(event).path("headers"));
    assertEquals(Set.of(), Schemas.faults(schema, headers));

    JsonNode described = document().at("/components/schemas/headers/properties");
    Set<String> known = new TreeSet<>();
    described.fieldNames().forEachRemaining(known::add);
    Set<String> written = new TreeSet<>(Set.of("traceparent"));
    headers.fieldNames().forEachRemaining(written::add);
    assertEquals(known, written);

    headers.put("ce_type", "ai.gatewayz.something.else");
    assertFalse(Schemas.faults(schema, headers).isEmpty(), "another type is not let pass");
  }
}
