package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.usage.Objective;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each request counts once, whatever its protocol: as the caller's affair, or as ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ObjectiveComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final String UNKNOWN = "nobody/has-this-model";

  private static final Offer OFFER = chat("together", LLAMA);

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;

  private enum Spoken {
    CHAT("/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"),
    MESSAGES(
        "/v1/messages", "\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"),
    RESPONSES("/v1/responses", "\"input\":\"x\"");

    private final String path;
    private final String rest;

    Spoken(String path, String rest) {
      this.path = path;
      this.rest = rest;
    }

    private String body(String model, boolean stream) {
      return "{\"model\":\"%s\",\"stream\":%s,%s}".formatted(model, stream, rest);
    }
  }

  @BeforeAll
  static void provider() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void oneOffer() {
    caller = new Caller(port);
    simulator.faults().clear();
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  private Map<Objective, Double> counts() {
    Map<Objective, Double> counts = new EnumMap<>(Objective.class);
    for (Objective each : Objective.values()) {
      counts.put(
          each,
          registry
              .get("gatewayz.requests.objective")
              .tag("objective", each.label())
              .counters()
              .stream()
              .mapToDouble(Counter::count)
              .sum());
    }
    return counts;
  }

  private interface Request {
    void send() throws Exception;
  }

  /** An answer may have been read before it is counted. */
  private void counts(Objective expected, Request request) throws Exception {
    Map<Objective, Double> after = new EnumMap<>(counts());
    after.merge(expected, 1.0, Double::sum);
    request.send();
    await().untilAsserted(() -> assertEquals(after, counts()));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAnsweredMeetsIt(Spoken spoken) throws Exception {
    for (boolean stream : new boolean[] {false, true}) {
      counts(
          Objective.MET,
          () -> assertEquals(200, caller.post(spoken.path, spoken.body(LLAMA, stream)).status()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCouldHaveBeenServedAndWasNotMissesIt(Spoken spoken) throws Exception {
    simulator.faults().set("together", OFFER.id(), new Fault.CutStream(4));
    counts(
        Objective.MISSED,
        () -> assertEquals(200, caller.post(spoken.path, spoken.body(LLAMA, true)).status()));
    simulator.faults().set("together", OFFER.id(), new Fault.ServerError(500));
    counts(Objective.MISSED, () -> caller.post(spoken.path, spoken.body(LLAMA, false)));
    // It has just failed, and is left out for it: nobody can know it to be dead yet.
    counts(Objective.MISSED, () -> caller.post(spoken.path, spoken.body(LLAMA, true)));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTheCallersIsOutside(Spoken spoken) throws Exception {
    counts(
        Objective.OUTSIDE,
        () -> assertEquals(404, caller.post(spoken.path, spoken.body(UNKNOWN, true)).status()));
    counts(Objective.OUTSIDE, () -> assertEquals(400, caller.post(spoken.path, "{nope").status()));
    simulator.faults().set("together", OFFER.id(), new Fault.ContextTooLong());
    counts(Objective.OUTSIDE, () -> caller.post(spoken.path, spoken.body(LLAMA, false)));
  }

  /** One caller who polls a dead model must not wake anybody. */
  @ParameterizedTest
  @EnumSource
  void whatIsKnownToBeDeadIsOutside(Spoken spoken) throws Exception {
    long version = snapshots.current().offer(OFFER.key()).orElseThrow().availability().version();
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.verdict(verdict(OFFER, State.UNAVAILABLE, version + 1));
      await().until(() -> state() == State.UNAVAILABLE);
      for (int i = 0; i < 3; i++) {
        counts(Objective.OUTSIDE, () -> caller.post(spoken.path, spoken.body(LLAMA, true)));
      }
      topics.verdict(verdict(OFFER, State.AVAILABLE, version + 2));
      await().until(() -> state() == State.AVAILABLE);
    }
  }

  private State state() {
    return snapshots.current().offer(OFFER.key()).orElseThrow().state();
  }

  /** Nobody is let in: it is no request to serve, and counts among the answers alone. */
  @Test
  void withoutAKeyThereIsNoRequestToServe() throws Exception {
    Map<Objective, Double> before = counts();
    Counter refused = registry.get("gatewayz.responses").tag("status", "401").counter();
    double seen = refused.count();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertEquals(401, caller.send(request).status());
    assertEquals(seen + 1, refused.count());
    assertEquals(before, counts());
  }
}
