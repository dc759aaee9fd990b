package ai.gatewayz.gateway.keys;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Published keys over HTTP: who is let in, and what each refusal looks like in both shapes. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class KeysAtTheGatewayComponentTest {

  private static final Offer ALLOWED = chat("together", "keys/allowed");
  private static final Offer FORBIDDEN = chat("together", "keys/forbidden");
  private static final String ID = "key_component";

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String text = KeyText.generate(new SecureRandom());

  @BeforeEach
  void offers() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Topics.ensure(admin, List.of(Topic.KEYS), (short) 1, 20);
    }
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(ALLOWED);
      topics.offer(FORBIDDEN);
    }
    await()
        .until(
            () ->
                snapshots.current().offer(ALLOWED.key()).isPresent()
                    && snapshots.current().offer(FORBIDDEN.key()).isPresent());
  }

  private void publish(boolean disabled, Set<String> protocols, List<String> networks) {
    CallerKey key =
        new CallerKey(
            ID,
            List.of(new CallerKey.Digest(KeyText.sha256(text), null)),
            "component",
            null,
            null,
            Set.of(),
            null,
            disabled,
            new Patterns(List.of(), List.of("keys/forbidden")),
            null,
            protocols,
            networks,
            3,
            1,
            Instant.EPOCH);
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.send(
          new CloudEvent("id", URI.create("/test"), CloudEvent.KEY, ID, Instant.now())
              .record(Topic.KEYS, EventJson.write(key)));
    }
  }

  private void awaitStatus(int status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                given().header("Authorization", "Bearer " + text).get("/v1/key").statusCode()
                    == status);
  }

  private ValidatableResponse explained(String model) {
    return given()
        .header("Authorization", "Bearer " + text)
        .contentType("application/json")
        .body("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .post("/v1/route/chat/completions")
        .then();
  }

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
        .body("data.max_concurrent_requests", equalTo(3))
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
    given()
        .header("Authorization", "Bearer " + text)
        .contentType("application/json")
        .body(
            "{\"model\":\"keys/forbidden\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .post("/v1/chat/completions")
        .then()
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
