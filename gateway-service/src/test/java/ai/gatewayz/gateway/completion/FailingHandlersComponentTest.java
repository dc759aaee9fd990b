package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault of our own where an attempt is counted: the request ends, and nothing is held by it. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class FailingHandlersComponentTest {

  private static final Offer OFFER = chat("uncounted", "broken/handlers");
  private static volatile boolean armed;
  private static boolean installed;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private RawProvider provider;

  private static final class Breaking implements MeterFilter {
    @Override
    public MeterFilterReply accept(Meter.Id id) {
      if (armed
          && "gen_ai.client.operation.duration".equals(id.getName())
          && OFFER.provider().equals(id.getTag("gen_ai_provider_name"))) {
        throw new IllegalStateException("a fault that a test wants");
      }
      if (armed
          && "text_completion".equals(id.getTag("gen_ai_operation_name"))
          && "unsupported_media_type".equals(id.getTag("result"))) {
        throw new IllegalStateException("a fault that a test wants");
      }
      return MeterFilterReply.NEUTRAL;
    }
  }

  @BeforeEach
  void aMetricThatFails() throws Exception {
    provider = new RawProvider(SimulatedProviders.replayPort());
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
    if (!installed) {
      registry.config().meterFilter(new Breaking());
      installed = true;
    }
    armed = true;
  }

  @AfterEach
  void mended() throws Exception {
    armed = false;
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({
    "200,false,500,internal_error",
    "503,false,500,internal_error",
    "503,true,500,internal_error",
    "400,true,500,internal_error",
    "200,true,200,"
  })
  void theRequestEndsAndGivesItsSeatBackOnce(int status, boolean stream, int told, String code)
      throws Exception {
    if (stream && status == 200) {
      provider.behave(
          (in, out) -> {
            RawProvider.beginStream(out);
            RawProvider.write(out, "data: [DONE]\n\n");
          });
    } else {
      provider.react(
          body ->
              status == 200
                  ? RawProvider.Reply.GOOD
                  : new RawProvider.Reply(status, "{\"error\":{\"message\":\"no\"}}"));
    }
    Caller.Answer answer = new Caller(port).complete(OFFER.model(), stream);
    assertEquals(told, answer.status(), answer.body());
    if (code != null) {
      assertEquals(code, answer.at("/error/code"), answer.body());
    }
    await().until(() -> registry.get("gatewayz.requests.active").gauge().value() == 0);
    assertEquals(0, seats.taken(OFFER.provider()));
  }

  @Test
  void theRoomOfAnAnswerThatCannotBeFiledIsGivenBack() throws Exception {
    String words = "word ".repeat(20_000);
    provider.react(
        body ->
            new RawProvider.Reply(
                200,
                "{\"id\":\"a\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\""
                    + words
                    + "\"},\"finish_reason\":\"stop\"}]}"));
    Caller caller = new Caller(port);
    assertEquals(500, caller.complete(OFFER.model(), false).status());
    assertEquals(0, registry.get("gatewayz.answers.bytes").gauge().value());
    armed = false;
    Caller.Answer answer = caller.complete(OFFER.model(), false);
    assertEquals(200, answer.status(), answer.body());
  }

  @Test
  void aRequestThatCannotBeCountedIsAnsweredAllTheSame() throws Exception {
    Caller caller = new Caller(port);
    Caller.Answer answer =
        caller.send(
            caller
                .request("/v1/completions")
                .header("Content-Encoding", "br")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertEquals(415, answer.status(), answer.body());
    await().until(() -> registry.get("gatewayz.requests.active").gauge().value() == 0);
  }
}
