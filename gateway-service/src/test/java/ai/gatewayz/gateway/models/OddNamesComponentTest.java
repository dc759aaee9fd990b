package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and parameters that paths and queries are not made for. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OddNamesComponentTest {

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private static RequestSpecification caller() {
    return given()
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .urlEncodingEnabled(false);
  }

  @ParameterizedTest
  @CsvSource({
    "/models/odd%3Bname/x%3By,odd;name/x;y",
    "/models/odd;name/x;y,odd;name/x;y",
    "/v1/models/odd;name/x;y,odd;name/x;y",
    "/models/odd//name,odd//name",
    "/models/odd%2F%2Fname,odd//name",
    "/v1/models/odd//name,odd//name",
    "/models/odd%2F..%2Fname,odd/../name",
    "/v1/models/odd%2F..%2Fname,odd/../name"
  })
  void namesMayHaveWhatPathsUseOtherwise(String path, String id) throws IOException {
    TopicWriter topics = new TopicWriter(kafka);
    topics.offer(chat("together", id));
    topics.flush();
    await().until(() -> snapshots.current().model(id).isPresent());
    String answer = raw(path);
    assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains(id), answer);
    topics.withdraw(chat("together", id).key());
    topics.flush();
    topics.close();
  }

  /** As it is: libraries put paths in order. */
  private String raw(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String head =
          " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer "
              + GatewayStack.API_KEY
              + "\r\n\r\n";
      socket.getOutputStream().write(("GET " + path + head).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway",
        "provider",
        "view",
        "available",
        "q",
        "capability",
        "input",
        "output",
        "free",
        "max_price",
        "min_context",
        "sort",
        "offset",
        "limit"
      })
  void aParameterThatCannotBeIsRefusedByItsName(String name) {
    for (String value : List.of("%00", "a%00b", "%1F")) {
      caller()
          .get("/v1/models?" + name + "=" + value)
          .then()
          .statusCode(400)
          .body("error.param", equalTo(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"offset", "limit", "min_context"})
  void aNumberThatCannotBeIsRefusedByItsName(String name) {
    for (String value : List.of("1e999999999", "-1", "1.5", "0x10", "9".repeat(3_000))) {
      caller()
          .get("/v1/models?" + name + "=" + value)
          .then()
          .statusCode(400)
          .body("error.param", equalTo(name));
    }
  }
}
