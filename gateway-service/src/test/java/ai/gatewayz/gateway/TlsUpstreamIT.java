package ai.gatewayz.gateway;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Simulator;
import io.vertx.core.Vertx;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers are called over TLS, and only where their certificate can be trusted. */
class TlsUpstreamIT {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final String PASSWORD = "changeit";
  private static final Offer OFFER = chat("together", LLAMA);

  private static Simulator simulator;
  private static Vertx vertx;
  private static String address;
  private static Path keys;

  /** In front of the simulator: takes TLS off and passes the bytes on. */
  @BeforeAll
  static void terminator(@TempDir Path folder) throws Exception {
    keys = folder.resolve("keys.jks");
    keytool(
        "-genkeypair -alias tls -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2");
    simulator = SimulatedProviders.start();
    vertx = Vertx.vertx();
    NetServer server =
        vertx.createNetServer(
            new NetServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(
                    new JksOptions().setPath(keys.toString()).setPassword(PASSWORD)));
    server.connectHandler(TlsUpstreamIT::passOn);
    server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    address = "https://localhost:" + server.actualPort();
  }

  private static void passOn(NetSocket outside) {
    outside.pause();
    URI inside = URI.create(base());
    vertx
        .createNetClient()
        .connect(inside.getPort(), inside.getHost())
        .onFailure(cause -> outside.close())
        .onSuccess(
            socket -> {
              outside.pipeTo(socket);
              socket.pipeTo(outside);
              outside.resume();
            });
  }

  /** Where the simulator stands in for Together. */
  private static String base() {
    return SimulatedProviders.properties().get("gatewayz.providers.together.base-url");
  }

  private static void keytool(String arguments) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String where = " -storetype JKS -keystore " + keys + " -storepass " + PASSWORD + " -keypass ";
    Process process =
        new ProcessBuilder((tool + " " + arguments + where + PASSWORD).split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  @AfterAll
  static void close() {
    vertx.close();
    simulator.close();
  }

  @Test
  void aTrustedCertificateIsCalled(@TempDir Path data) throws Exception {
    assertEquals(
        200,
        status(
            data,
            List.of(
                "-Djavax.net.ssl.trustStore=" + keys,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD)));
    assertNotEquals(0, simulator.journal().count("together", OFFER.id()));
  }

  @Test
  void anyOtherIsNot(@TempDir Path data) throws Exception {
    simulator.journal().clear();
    assertEquals(502, status(data, List.of()));
    assertEquals(0, simulator.journal().count("together", OFFER.id()));
  }

  private static int status(Path data, List<String> options) throws Exception {
    String path = URI.create(base()).getRawPath();
    Map<String, String> overTls = Map.of("gatewayz.providers.together.base-url", address + path);
    try (PackagedGateway gateway = PackagedGateway.start(data, overTls, options)) {
      try (TopicWriter topics = new TopicWriter(gateway.bootstrapServers())) {
        topics.offer(OFFER);
        topics.verdict(verdict(OFFER, State.AVAILABLE, 1));
      }
      String models = "http://127.0.0.1:" + gateway.port() + "/v1/models/" + LLAMA;
      await().until(() -> authorized().get(models).statusCode() == 200);
      return authorized()
          .contentType("application/json")
          .body(
              """
              {"model":"%s","messages":[{"role":"user","content":"Hello"}]}"""
                  .formatted(LLAMA))
          .post("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions")
          .statusCode();
    }
  }

  private static io.restassured.specification.RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + GatewayStack.API_KEY);
  }
}
