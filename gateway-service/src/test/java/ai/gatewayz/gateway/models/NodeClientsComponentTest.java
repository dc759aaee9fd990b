package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.NodeClient;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.record.OfferRecords;
import ai.gatewayz.gateway.record.Seen;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official clients for Node, unmodified: only base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class NodeClientsComponentTest {

  private static final String MODEL = "node/Model-7B";
  private static final Offer ONE = chat("together", MODEL);
  private static final Offer OTHER = chat("fireworks", "accounts/x/node", MODEL, 1);
  private static final Offer VECTORS = embeddings("huggingface", "node/vectors");

  @Inject Snapshots snapshots;
  @Inject OfferRecords records;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void someModels() {
    NodeClient.assumed();
    try (TopicWriter topics = new TopicWriter(kafka)) {
      List.of(ONE, OTHER, VECTORS).forEach(topics::offer);
      topics.verdict(verdict(ONE, State.AVAILABLE, 1));
    }
    await()
        .until(
            () ->
                snapshots.current().model(MODEL).map(m -> m.offers().size()).orElse(0) == 2
                    && snapshots.current().offer(VECTORS.key()).isPresent());
  }

  private static JsonNode run(String script, String base) throws Exception {
    return NodeClient.run(script, base, MODEL);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static JsonNode find(JsonNode array, String field, String value) {
    for (JsonNode each : array) {
      if (each.path(field).asText().equals(value)) {
        return each;
      }
    }
    throw new AssertionError("no " + value + " in " + array);
  }

  @Test
  void openRoutersStrictClientReadsListCountEndpointsAndProviders() throws Exception {
    records.add(
        new Seen(
            ONE.key(),
            Finding.ANSWERED,
            Duration.ofMillis(120),
            Duration.ofMillis(1_120),
            51,
            true));
    JsonNode read = run("openrouter.mjs", address("/api/v1"));
    JsonNode model = find(read.at("/list/data"), "id", MODEL);
    assertEquals("0.0000002", model.at("/pricing/prompt").asText());
    assertEquals(131_072, model.path("contextLength").asInt());
    assertEquals(
        "embeddings",
        find(read.at("/list/data"), "id", "node/vectors")
            .at("/architecture/outputModalities/0")
            .asText());
    assertEquals(read.at("/list/data").size(), read.at("/count/data/count").asInt());
    JsonNode endpoints = read.at("/endpoints/data/endpoints");
    assertEquals(2, endpoints.size());
    JsonNode seen = find(endpoints, "providerName", "together");
    assertEquals(100, seen.path("uptimeLast30m").asInt());
    assertEquals(120, seen.at("/latencyLast30m/p50").asInt());
    assertEquals(50, seen.at("/throughputLast30m/p50").asInt());
    assertTrue(find(endpoints, "providerName", "fireworks").path("uptimeLast30m").isNull());
    assertEquals(
        "together", find(read.at("/providers/data"), "slug", "together").path("name").asText());
  }

  @Test
  void anthropicsClientReadsTheListThroughItsPages() throws Exception {
    JsonNode read = run("anthropic.mjs", address(""));
    List<String> ids = texts(read.path("ids"));
    assertTrue(ids.containsAll(List.of(MODEL, "node/vectors")), ids.toString());
    assertEquals(ids.stream().distinct().toList(), ids);
    assertEquals("Model-7B", read.at("/one/display_name").asText());
  }

  @Test
  void openAisClientReadsTheList() throws Exception {
    JsonNode read = run("openai.mjs", address("/v1"));
    assertTrue(texts(read.path("ids")).contains(MODEL));
    assertFalse(read.at("/one/offers").isEmpty());
  }
}
