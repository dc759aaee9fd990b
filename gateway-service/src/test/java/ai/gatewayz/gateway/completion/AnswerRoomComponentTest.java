package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are longer than the room that is left for them. */
@QuarkusTest
@TestProfile(AnswerRoomComponentTest.Narrow.class)
@QuarkusTestResource(GatewayStack.class)
class AnswerRoomComponentTest {

  private static final String MODEL = "replay/narrow";
  private static final Offer OFFER = chat("replay", MODEL);
  private static final String LONG = "word ".repeat(200_000);

  /** Room for an answer of a few hundred KB. */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("gatewayz.gateway.attempts.answer-budget", "1M");
    }
  }

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private RawProvider provider;

  @BeforeEach
  void rawProvider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
    await().until(() -> registry.get("gatewayz.answers.bytes").gauge().value() == 0);
  }

  private void streams(String events) {
    provider.behave(
        (in, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
                      + events.length()
                      + "\r\n\r\n"
                      + events)
                  .getBytes(StandardCharsets.US_ASCII));
          out.flush();
        });
  }

  private static String delta(String content) {
    return "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        + content
        + "\"},\"finish_reason\":null}]}\n\n";
  }

  private static String end() {
    return "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        + "data: [DONE]\n\n";
  }

  private void behave(String form) {
    switch (form) {
      case "whole" ->
          provider.react(
              asked ->
                  new RawProvider.Reply(
                      200,
                      "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                          + LONG
                          + "\"},\"finish_reason\":\"stop\"}]}"));
      case "events" -> streams(delta("word ".repeat(1_000)).repeat(200) + end());
      default -> streams(delta(LONG) + end());
    }
  }

  @ParameterizedTest
  @CsvSource({"whole,false", "whole,true", "events,false", "event,false", "event,true"})
  void isRefusedAndHeldAgainstNobody(String form, boolean streamed) throws Exception {
    behave(form);
    Caller caller = new Caller(port);
    Caller.Answer answer = caller.complete(MODEL, streamed);
    assertEquals(503, answer.status(), answer::body);
    assertTrue(answer.body().contains("request a stream"), answer::body);
    assertEquals("1", answer.header("Retry-After"));
    provider.react(asked -> RawProvider.Reply.GOOD);
    assertEquals(200, caller.complete(MODEL, false).status());
  }

  @Test
  void whatIsPassedOnAsItComesNeedsNone() throws Exception {
    behave("events");
    Caller.Answer answer = new Caller(port).complete(MODEL, true);
    assertEquals(200, answer.status(), answer::body);
    assertTrue(answer.body().length() > 1_000_000);
    assertTrue(answer.body().endsWith("data: [DONE]\n\n"));
  }

  @Test
  void aStreamThatHasBegunSaysWhyItEnds() throws Exception {
    streams(delta("first") + delta(LONG) + end());
    Caller.Answer answer = new Caller(port).complete(MODEL, true);
    assertEquals(200, answer.status(), answer::body);
    assertTrue(answer.body().contains("free for answers"), answer::body);
    assertTrue(!answer.body().contains("[DONE]"));
  }
}
