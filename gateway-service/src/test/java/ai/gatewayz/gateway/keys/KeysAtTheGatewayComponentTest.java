package ai.gatewayz.gateway.keys;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.gateway.GatewayStack;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Published keys over HTTP: who is let in, and what each refusal looks like in both shapes. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class KeysAtTheGatewayComponentTest extends KeyScene {

  @Inject MeterRegistry registry;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @Test
  void aKeyIsLetInUntilItIsDisabledAndToldWhatItMay() {
    publish(false, Set.of("chat"), List.of());
    awaitStatus(200);
    given()
        .header("x-api-key", text)
        .header("anthropic-version", "2023-06-01")
        .get("/api/v1/key")
        .then()
        .statusCode(200)
        .header("cache-control", "no-store")
        .body("data.label", equalTo("component"))
        .body("data.id", equalTo(ID))
        .body("data.max_concurrent_requests", equalTo(AT_ONCE))
        .body("data.models.forbidden[0]", equalTo("keys/forbidden"));
    explained("keys/allowed").statusCode(200);
    publish(true, Set.of("chat"), List.of());
    awaitStatus(401);
    explained("keys/allowed")
        .statusCode(401)
        .body("error.type", equalTo("authentication_error"))
        .body("error.message", containsString("disabled"));
  }

  @Test
  void whatAKeyMayNotIsRefusedInTheShapeThatItsCallerReads() {
    publish(false, Set.of("chat"), List.of());
    awaitStatus(200);
    completed("keys/forbidden")
        .statusCode(403)
        .body("error.code", equalTo("forbidden"))
        .body("error.param", equalTo("model"))
        .body("error.message", containsString("may not use keys/forbidden"));
    given()
        .header("x-api-key", text)
        .header("anthropic-version", "2023-06-01")
        .contentType("application/json")
        .body(
            "{\"model\":\"keys/allowed\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .post("/v1/messages")
        .then()
        .statusCode(403)
        .body("type", equalTo("error"))
        .body("error.type", equalTo("permission_error"))
        .body("error.message", containsString("only for chat"));
    publish(false, Set.of(), List.of("192.0.2.0/24"));
    awaitStatus(403);
  }

  /** The beginning of a body: it counts from its first byte on. */
  private Socket begun() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer "
            + text
            + "\r\nContent-Length: 100\r\n\r\n{";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private List<Socket> fill() throws IOException {
    List<Socket> begun = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      begun.add(begun());
    }
    await().until(() -> registry.get("gatewayz.requests.active").gauge().value() >= AT_ONCE);
    return begun;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aKeyHasSoManyRequestsAtOnceAndNoMore() {
    publish(false, Set.of(), List.of());
    awaitStatus(200);
    // Once more where the machine is so busy that bodies are given up before all have begun.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              List<Socket> begun = fill();
              try {
                explained("keys/allowed")
                    .statusCode(429)
                    .header("retry-after", "1")
                    .body("error.code", equalTo("rate_limited"))
                    .body("error.message", containsString("limit " + AT_ONCE));
                explained(GatewayStack.API_KEY, "keys/allowed").statusCode(200);
              } finally {
                close(begun);
              }
            });
    await().until(() -> explained("keys/allowed").extract().statusCode() == 200);
    await().until(() -> registry.get("gatewayz.requests.active").gauge().value() == 0);
  }

  @Test
  void noMetricSaysWhichKeyCalled() {
    publish(false, Set.of(), List.of());
    awaitStatus(200);
    explained("keys/allowed").statusCode(200);
    completed("keys/forbidden").statusCode(403);
    asked("/v1/models").statusCode(200);
    asked("/v1/key").statusCode(200);
    String metrics =
        given()
            .get("http://localhost:" + managementPort + "/q/metrics")
            .then()
            .extract()
            .asString();
    assertTrue(metrics.contains("gatewayz_keys_known"), "they are the gateway's metrics");
    for (String secret : List.of(ID, text, KeyText.sha256(text))) {
      assertFalse(metrics.contains(secret), secret);
    }
  }

  @Test
  void otherMethodsAreToldTheRightOne() {
    publish(false, Set.of(), List.of());
    awaitStatus(200);
    given()
        .header("Authorization", "Bearer " + text)
        .post("/v1/key")
        .then()
        .statusCode(405)
        .header("allow", "GET");
  }
}
