package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come compressed and announced, as the caller gets them. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class TransportComponentTest {

  private static final Offer OFFER = chat("replay", "transport/coded");
  private static final String INTERIM =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
          + "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n";
  private static final String WHOLE =
      "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"word word word \"},\"finish_reason\":\"stop\"}]}";
  private static final String END =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
          + "data: [DONE]\n\n";

  private static RawProvider provider;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeAll
  static void listen() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
  }

  @AfterAll
  static void stop() throws IOException {
    provider.close();
  }

  @BeforeEach
  void anOffer() {
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  private static void head(OutputStream out, boolean stream) throws IOException {
    RawProvider.write(
        out,
        INTERIM
            + "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Type: "
            + (stream ? "text/event-stream" : "application/json")
            + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCompressedAnswerArrivesAsOneThatIsNot(boolean stream) throws Exception {
    provider.behave(
        (in, out) -> {
          head(out, stream);
          try (OutputStream coder = new GZIPOutputStream(out, 64, true)) {
            for (String piece :
                stream
                    ? List.of(RawProvider.CHUNK, RawProvider.CHUNK, RawProvider.CHUNK, END)
                    : List.of(WHOLE)) {
              coder.write(piece.getBytes(StandardCharsets.UTF_8));
              coder.flush();
            }
          }
        });
    Caller.Answer answer = new Caller(port).complete(OFFER.model(), stream);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("word word word ", answer.content());
    assertEquals("", answer.header("content-encoding"));
  }

  @Test
  void aBombIsGarbled() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream coder = new GZIPOutputStream(bomb)) {
      coder.write(" ".repeat(64 << 20).getBytes(StandardCharsets.US_ASCII));
    }
    for (boolean stream : new boolean[] {false, true}) {
      provider.behave(
          (in, out) -> {
            head(out, stream);
            out.write(bomb.toByteArray());
          });
      Caller.Answer answer = new Caller(port).complete(OFFER.model(), stream);
      assertEquals(502, answer.status(), answer.body());
      assertEquals("garbled", answer.at("/error/attempts/0/finding"), answer.body());
    }
  }
}
