package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.clock.MovableClock;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Streams are asked for their tokens, and who does not like to be asked is not asked for a while.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class AskedUsageComponentTest {

  private static final String STREAM =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n"
          + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
          + "data: [DONE]\n\n";
  private static final String REFUSAL =
      "{\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\","
          + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}";

  private static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());
  private static HttpServer provider;
  private static volatile Predicate<String> refuses = body -> false;
  private static int offers;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MovableClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;
  private Offer offer;

  @BeforeAll
  static void listen() throws IOException {
    provider =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), SimulatedProviders.replayPort()),
            0);
    provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    provider.createContext(
        "/v1/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          ASKED.add(body);
          boolean refused = refuses.test(body);
          byte[] answer = (refused ? REFUSAL : STREAM).getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", refused ? "application/json" : "text/event-stream");
          exchange.sendResponseHeaders(refused ? 400 : 200, answer.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
          }
        });
    provider.start();
  }

  @AfterAll
  static void stop() {
    provider.stop(0);
  }

  /** Of its own for each test: what is learned is learned of an offer. */
  @BeforeEach
  void anOffer() {
    caller = new Caller(port);
    refuses = body -> false;
    offer = chat("replay", "asked/usage-" + offers++);
    Offered.only(List.of(offer), kafka, snapshots, standings);
    ASKED.clear();
  }

  private Caller.Answer stream(String more) throws Exception {
    return caller.post("/v1/chat/completions", body(offer, more));
  }

  private static String body(Offer offer, String more) {
    return "{\"model\":\""
        + offer.model()
        + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"
        + more
        + "}";
  }

  @Test
  void theRestOfTheBodyStaysAsItIs() throws Exception {
    assertEquals(200, stream("").status());
    assertEquals(
        List.of(
            body(offer, "").replaceFirst("\\{", "{\"stream_options\":{\"include_usage\":true},")),
        ASKED);
  }

  @Test
  void whoDislikesItIsAskedPlainlyAndThenForAnHour() throws Exception {
    refuses = body -> body.contains("stream_options");
    for (int request = 0; request < 2; request++) {
      Caller.Answer answer = stream("");
      assertEquals(200, answer.status(), answer.body());
      assertEquals("1", answer.header("x-gatewayz-attempts"));
    }
    assertEquals(3, ASKED.size(), "asked twice once, and known from then on");
    assertFalse(standings.cooling(offer.key()));
    clock.move(Duration.ofMinutes(61));
    assertEquals(200, stream("").status());
    assertEquals(5, ASKED.size(), "asked again after an hour");
  }

  @Test
  void whatOneCallerMakesUpIsLearnedForNobody() throws Exception {
    refuses = body -> body.contains("made_up");
    String odd = ",\"stream_options\":{\"include_usage\":true,\"made_up\":1}";
    assertEquals(200, stream(odd).status());
    assertEquals(200, stream("").status());
    assertTrue(ASKED.getLast().contains("include_usage"), ASKED.getLast());
  }

  @Test
  void providersThatTellInAnyCaseAreNotAsked() throws Exception {
    for (String dialect : SimulatedProviders.REPLAYED) {
      Offer other = chat("replay-" + dialect, "asked/usage-" + offers++);
      Offered.only(List.of(other), kafka, snapshots, standings);
      ASKED.clear();
      assertEquals(200, caller.post("/v1/chat/completions", body(other, "")).status());
      assertEquals(
          List.of("huggingface", "portkey").contains(dialect),
          ASKED.getFirst().contains("include_usage"),
          dialect);
    }
  }
}
