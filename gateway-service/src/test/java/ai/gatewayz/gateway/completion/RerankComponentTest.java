package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.ranker;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.lists.ModelLists;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rankings, with what can go wrong at a provider before another answers. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class RerankComponentTest {

  private static final String MODEL = ModelLists.SHARED_RANKER;
  private static final Offer FIRST =
      ranker("fireworks", "accounts/fireworks/models/reranker-2b", MODEL);
  private static final Offer SECOND = ranker("together", MODEL, MODEL);
  private static final String BODY =
      "{\"model\":\""
          + MODEL
          + "\",\"query\":\"who purrs\",\"documents\":[\"a dog barks\",{\"text\":\"a cat purrs\"},\"who is who\"]"
          + ",\"top_n\":2,\"return_documents\":true}";

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;

  @BeforeAll
  static void start() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void twoOffers() {
    caller = new Caller(port);
    simulator.faults().clear();
    Offered.only(List.of(FIRST, SECOND), kafka, snapshots, standings);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    await().until(() -> seats.taken("fireworks") == 0 && seats.taken("together") == 0);
  }

  private static void ranked(Caller.Answer answer) throws Exception {
    assertEquals(200, answer.status(), answer.body());
    JsonNode results = answer.json().path("results");
    assertEquals(2, results.size(), answer.body());
    assertEquals(1, results.path(0).path("index").asInt(), answer.body());
    assertEquals("a cat purrs", results.path(0).at("/document/text").asText(), answer.body());
    assertTrue(results.path(0).path("relevance_score").isNumber());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/rerank", "/api/v1/rerank"})
  void documentsComeInTheOrderOfTheQuery(String path) throws Exception {
    Caller.Answer answer = caller.post(path, BODY);
    ranked(answer);
    assertEquals("fireworks", answer.header("x-gatewayz-provider"));
    assertEquals("application/json", answer.header("content-type"));
  }

  static Stream<Fault.OfModel> faults() {
    return Stream.of(
        new Fault.RateLimited(null),
        new Fault.ServerError(500),
        new Fault.ServerError(503),
        new Fault.Html(502),
        new Fault.EmptyBody(),
        new Fault.ErrorInside200(),
        new Fault.GarbledAnswer(),
        new Fault.CutAnswer(),
        new Fault.Reset(),
        new Fault.Gone(),
        new Fault.CreditsExhausted(),
        new Fault.SlowFirstToken(Duration.ofMillis(4_000)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatFailsIsAskedElsewhere(Fault.OfModel fault) throws Exception {
    simulator.faults().set("fireworks", FIRST.id(), fault);
    Caller.Answer answer = caller.post("/v1/rerank", BODY);
    ranked(answer);
    assertEquals("together", answer.header("x-gatewayz-provider"));
    assertEquals("2", answer.header("x-gatewayz-attempts"));
    simulator.faults().clear();
  }

  @Test
  void aChatIsNotAskedOfAReranker() throws Exception {
    Caller.Answer refused = caller.complete(MODEL, false);
    assertEquals(400, refused.status(), refused.body());
    assertEquals("model", refused.at("/error/param"));
    Caller.Answer vectors =
        caller.post("/v1/embeddings", "{\"model\":\"" + MODEL + "\",\"input\":\"x\"}");
    assertEquals(400, vectors.status(), vectors.body());
  }

  @Test
  void whereItWouldGoIsExplained() throws Exception {
    Caller.Answer told = caller.post("/v1/route/rerank", BODY);
    assertEquals(200, told.status(), told.body());
    assertEquals("fireworks", told.at("/candidates/0/provider"), told.body());
    Caller.Answer unknown = caller.post("/v1/rerank", BODY.replace("Reranker-2B", "Rerankr-2B"));
    assertEquals(404, unknown.status(), unknown.body());
    assertTrue(unknown.at("/error/message").contains(MODEL), unknown.body());
  }

  @Test
  void aGetIsTold() throws Exception {
    Caller.Answer refused = caller.send(caller.request("/v1/rerank").GET());
    assertEquals(405, refused.status());
    assertEquals("POST", refused.header("allow"));
  }
}
