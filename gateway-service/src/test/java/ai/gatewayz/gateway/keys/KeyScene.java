package ai.gatewayz.gateway.keys;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
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

/** A gateway with two models, and a key of the catalog that may use one of them. */
abstract class KeyScene {

  private static final Offer ALLOWED = chat("together", "keys/allowed");
  private static final Offer FORBIDDEN = chat("together", "keys/forbidden");
  static final String ID = "key_component";
  static final int AT_ONCE = 3;

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  final String text = KeyText.generate(new SecureRandom());

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

  void publish(boolean disabled, Set<String> protocols, List<String> networks) {
    publish(disabled, Patterns.ANY, protocols, networks);
  }

  void publish(boolean disabled, Patterns providers, Set<String> protocols, List<String> networks) {
    CallerKey key =
        PublishedKey.of(ID, text)
            .name("component")
            .disabled(disabled)
            .models(new Patterns(List.of(), List.of("keys/forbidden")))
            .providers(providers)
            .protocols(protocols)
            .networks(networks)
            .mostAtOnce(AT_ONCE)
            .made();
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.send(
          new CloudEvent("id", URI.create("/test"), CloudEvent.KEY, ID, Instant.now())
              .record(Topic.KEYS, EventJson.write(key)));
    }
  }

  void awaitStatus(int status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                given().header("Authorization", "Bearer " + text).get("/v1/key").statusCode()
                    == status);
  }

  ValidatableResponse explained(String model) {
    return explained(text, model);
  }

  static ValidatableResponse explained(String key, String model) {
    return sent(key, "/v1/route/chat/completions", model);
  }

  ValidatableResponse completed(String model) {
    return sent(text, "/v1/chat/completions", model);
  }

  private static ValidatableResponse sent(String key, String path, String model) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType("application/json")
        .body("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .post(path)
        .then();
  }

  ValidatableResponse asked(String path) {
    return given().header("Authorization", "Bearer " + text).get(path).then();
  }
}
