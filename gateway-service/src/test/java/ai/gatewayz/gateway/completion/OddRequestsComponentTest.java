package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.clock.MovableClock;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one caller asks in a way of their own, and fails with, is not what others meet. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OddRequestsComponentTest {

  private static final String GONE =
      "{\"error\":{\"message\":\"The requested model does not exist.\",\"code\":\"model_not_found\"}}";
  private static final String QUESTION = "Say OK";
  private static final Consumer<ObjectNode> PLAINLY = body -> {};

  /** Each has one of its own: nothing is known of it. */
  private static final AtomicInteger MODELS = new AtomicInteger();

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MovableClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private RawProvider provider;
  private Caller caller;

  /** Whose offer, what is written behind the model, what else is asked, and how it is known. */
  static Stream<Arguments> oddities() {
    Consumer<ObjectNode> zdr = body -> body.putObject("provider").put("zdr", true);
    Consumer<ObjectNode> host = body -> body.putObject("provider").putArray("only").add("groq");
    return Stream.of(
        Arguments.of("replay-huggingface", ":nosuchpartner", PLAINLY, "nosuchpartner"),
        Arguments.of("replay-openrouter", ":free", PLAINLY, ":free"),
        Arguments.of("replay-openrouter", "", zdr, "zdr"),
        Arguments.of("replay-openrouter", "", host, "groq"));
  }

  @BeforeEach
  void rawProvider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
    caller = new Caller(port);
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    await().until(() -> provider.open() == 0);
    provider.close();
  }

  private long questions() {
    return provider.bodies().stream().filter(body -> body.contains(QUESTION)).count();
  }

  private void settle(String id) {
    await().until(() -> seats.taken(id) == 0);
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void theOfferStaysWhatItIsForEverybodyElse(
      String id, String suffix, Consumer<ObjectNode> more, String mark) throws Exception {
    Offer offer = chat(id, "odd/" + id + "-" + MODELS.incrementAndGet());
    Offered.only(List.of(offer), kafka, snapshots, standings);
    provider.react(
        body ->
            body.contains("\"" + mark) || body.contains(mark + "\"")
                ? new RawProvider.Reply(404, GONE)
                : RawProvider.Reply.GOOD);
    for (int i = 0; i < 4; i++) {
      assertTrue(caller.complete(offer.model() + suffix, false, more).status() >= 400);
    }
    await().until(() -> questions() == 1);
    settle(id);
    assertEquals(LiveStandings.Entry.FREE, standings.entry(offer.key()));
    assertEquals(200, caller.complete(offer.model(), false).status());
    assertEquals(1, questions(), "one is enough for a while");
    clock.move(Duration.ofSeconds(15));
    caller.complete(offer.model() + suffix, false, more);
    await().until(() -> questions() == 2);
    settle(id);
    assertEquals(LiveStandings.Entry.FREE, standings.entry(offer.key()));
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void whatFailsForEverybodyIsFoundOutByTheGatewayItself(
      String id, String suffix, Consumer<ObjectNode> more, String mark) throws Exception {
    Offer offer = chat(id, "odd/" + id + "-" + MODELS.incrementAndGet());
    Offered.only(List.of(offer), kafka, snapshots, standings);
    provider.react(body -> new RawProvider.Reply(404, GONE));
    caller.complete(offer.model() + suffix, false, more);
    await().until(() -> standings.failing(offer.key()));
    settle(id);
    assertEquals(1, questions());
  }
}
