package ai.gatewayz.gateway;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to stop finishes what it has begun, refuses what is new, and ends. */
class DrainIT {

  private static final Offer OFFER = chat("huggingface", "meta-llama/Llama-3.3-70B-Instruct");
  private static final Duration LONG = Duration.ofSeconds(45);

  private static Simulator simulator;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path data;

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  private PackagedGateway start(String shutdownTimeout, Fault.OfModel fault) throws Exception {
    simulator.faults().set(OFFER.provider(), OFFER.id(), fault);
    PackagedGateway gateway =
        PackagedGateway.start(
            data,
            Map.of(
                "quarkus.shutdown.timeout", shutdownTimeout,
                "gatewayz.gateway.attempts.last-first-token-timeout", "60s",
                "gatewayz.gateway.attempts.gap-timeout", "60s"),
            List.of());
    try (TopicWriter topics = new TopicWriter(gateway.bootstrapServers())) {
      topics.offer(OFFER);
      topics.verdict(verdict(OFFER, State.AVAILABLE, 1));
    }
    await().atMost(LONG).until(() -> look(gateway) == 200);
    return gateway;
  }

  private int look(PackagedGateway gateway) throws Exception {
    HttpRequest request = request(gateway, "/v1/models/" + OFFER.model()).GET().build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Begins a stream, and comes back when its provider has it. */
  private CompletableFuture<HttpResponse<String>> stream(PackagedGateway gateway) {
    int before = simulator.journal().count(OFFER.provider(), OFFER.id());
    String body =
        "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(OFFER.model());
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request(gateway, "/v1/chat/completions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    await()
        .atMost(LONG)
        .until(() -> simulator.journal().count(OFFER.provider(), OFFER.id()) > before);
    return answer;
  }

  private static HttpRequest.Builder request(PackagedGateway gateway, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .timeout(LONG);
  }

  @Test
  void aStreamIsFinishedAndNewRequestsAreRefused() throws Exception {
    Fault.OfModel slow = new Fault.SlowFirstToken(Duration.ofSeconds(4));
    try (PackagedGateway gateway = start("30s", slow)) {
      CompletableFuture<HttpResponse<String>> stream = stream(gateway);
      assertTrue(gateway.process().destroy());
      await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> look(gateway) == 503);
      assertFalse(stream.isDone(), "the stream was over before a request was refused");
      HttpResponse<String> whole = stream.join();
      assertEquals(200, whole.statusCode(), whole.body());
      assertTrue(whole.body().stripTrailing().endsWith("data: [DONE]"), whole.body());
      await().atMost(LONG).until(() -> !gateway.process().isAlive());
    }
  }

  /** Its own limits are a minute and more; that of the shutdown is a second. */
  @Test
  void aStreamThatStallsDoesNotHoldTheProcess() throws Exception {
    try (PackagedGateway gateway = start("1s", new Fault.StallStream(2))) {
      CompletableFuture<HttpResponse<String>> stream = stream(gateway);
      assertTrue(gateway.process().destroy());
      await().atMost(Duration.ofSeconds(30)).until(() -> !gateway.process().isAlive());
      await().atMost(LONG).until(stream::isDone);
    }
  }
}
