package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever answers for a provider once must not have prompts and the provider's key sent where they
 * like.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class RedirectComponentTest {

  private static final Offer OFFER = chat("replay", "moved/elsewhere");

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void oneOffer() {
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  @ParameterizedTest
  @CsvSource({"301,false", "302,true", "303,false", "307,false", "307,true", "308,false"})
  void nobodyIsFollowedElsewhere(int status, boolean stream) throws Exception {
    try (RawProvider provider = new RawProvider(SimulatedProviders.replayPort());
        ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      provider.behave(
          (in, out) ->
              RawProvider.write(
                  out,
                  "HTTP/1.1 "
                      + status
                      + " Moved\r\nLocation: http://127.0.0.1:"
                      + elsewhere.getLocalPort()
                      + "/v1/chat/completions\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
      Caller.Answer answer = new Caller(port).complete(OFFER.model(), stream);
      assertEquals(502, answer.status(), answer::body);
      elsewhere.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, elsewhere::accept);
    }
  }
}
