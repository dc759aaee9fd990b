package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.simulator.RecordedRequest;
import ai.gatewayz.simulator.Simulator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the providers' lists to a filtered completion, on the whole stack. */
@OnRunningStack
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {

  private static final Duration SYNC = Duration.ofSeconds(90);

  /** Two probes and their pause, on a machine that still reads the lists. */
  private static final Duration VERDICT = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  @Order(1)
  @Test
  void huggingFaceIsListedWholeAndSaysWhichModelsChat(Gateway gateway, Simulator simulator)
      throws Exception {
    Set<String> wanted = new HashSet<>(simulator.catalog().ids("huggingface"));
    await()
        .atMost(SYNC)
        .until(
            () -> gateway.models("gateway=huggingface&limit=1").path("total").asInt(),
            total -> total == wanted.size());
    assertTrue(wanted.size() >= 1_377, "the hub alone has 1,377, here are " + wanted.size());

    JsonNode list = gateway.models("gateway=huggingface");
    Set<String> ids = new HashSet<>();
    Set<String> chat = new HashSet<>();
    for (JsonNode model : list.path("data")) {
      assertTrue(ids.add(model.path("id").asText()), "twice: " + model.path("id"));
      if (model.path("chat").asBoolean()) {
        chat.add(model.path("id").asText());
      }
    }
    assertEquals(wanted, ids);
    assertEquals(new HashSet<>(simulator.catalog().chatIds("huggingface")), chat);
  }

  @Order(2)
  @ParameterizedTest
  @ValueSource(
      strings = {"openrouter", "portkey", "featherless", "fireworks", "together", "huggingface"})
  void aModelOfEveryProviderAnswersPlainAndStreamed(
      String provider, Gateway gateway, Simulator simulator) throws Exception {
    String id = answering(provider, simulator);
    awaitListed(gateway, provider, id);

    Gateway.Answer plain = gateway.complete(provider + "/" + id, false);
    assertEquals(200, plain.status(), plain.body());
    Gateway.Answer streamed = gateway.complete(provider + "/" + id, true);
    assertEquals(200, streamed.status(), streamed.body());

    assertAll(
        () -> assertEquals(provider, plain.header("x-gatewayz-provider")),
        () -> assertFalse(plain.content().isBlank(), plain.body()),
        () -> assertEquals(provider, streamed.header("x-gatewayz-provider")),
        () -> assertFalse(streamed.content().isBlank(), streamed.body()),
        () -> assertEquals("[DONE]", streamed.events().getLast()));
  }

  @Order(3)
  @ParameterizedTest
  @ValueSource(
      strings = {"openrouter", "portkey", "featherless", "fireworks", "together", "huggingface"})
  void aGoneModelLeavesTheListOfWhatAnswersAndGetsNoTraffic(
      String provider, Gateway gateway, Simulator simulator, LocalStack stack) throws Exception {
    String gone = simulator.catalog().goneIds(provider).getFirst();
    awaitListed(gateway, provider, gone);
    // It is one of thousands that wait for their first probe: this one is asked for next.
    Operator operator = Operator.of(stack);
    await().atMost(SYNC).until(() -> operator.probe(provider, gone) == 202);
    await()
        .atMost(VERDICT)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertEquals("unavailable", offer(gateway, provider, gone)));

    JsonNode answering = gateway.models("available=true&gateway=" + provider).path("data");
    for (JsonNode model : answering) {
      for (JsonNode offer : model.path("offers")) {
        assertFalse(isOffer(offer, provider, gone), () -> gone + " is listed: " + model);
      }
    }
    simulator.journal().clear();
    gateway.complete(provider + "/" + gone, false);
    gateway.complete(gone, true);
    assertEquals(List.of(), requestsOfCallers(simulator, provider, gone));
  }

  /** Within a second where the machine has nothing else to do. */
  @Order(4)
  @Test
  void aKeyIsInForceSoonAfterItIsMadeAndNoMoreSoonAfterItIsDisabled(
      LocalStack stack, Gateway gateway) throws Exception {
    Operator operator = Operator.of(stack);
    JsonNode made = operator.createKey("main-job");
    Gateway caller = new Gateway(gateway.base(), made.path("key").asText());
    await().atMost(SOON).pollInterval(LOOK).until(() -> caller.get("/v1/key").status() == 200);
    assertEquals("main-job", caller.get("/v1/key").json().at("/data/label").asText());
    assertEquals(200, caller.get("/api/v1/key").status());
    assertEquals(200, caller.get("/v1/models?limit=1").status());
    operator.disableKey(made.path("id").asText());
    await().atMost(SOON).pollInterval(LOOK).until(() -> caller.get("/v1/key").status() == 401);
    assertEquals(200, gateway.get("/v1/key").status(), "the configured key goes on");
  }

  /** The lists arrive one after the other, the longest last. */
  private static void awaitListed(Gateway gateway, String provider, String id) {
    await()
        .atMost(SYNC)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> offer(gateway, provider, id), availability -> !availability.isEmpty());
  }

  /** What the gateway sent on; the health service goes on asking a gone model now and then. */
  private static List<RecordedRequest> requestsOfCallers(
      Simulator simulator, String provider, String id) {
    return simulator.journal().requests().stream()
        .filter(request -> request.provider().equals(provider) && id.equals(request.model()))
        .filter(request -> !request.headers().get("user-agent").startsWith("gatewayz-health/"))
        .toList();
  }

  /** The availability that the model list shows for an offer; empty where it is not listed. */
  private static String offer(Gateway gateway, String provider, String id) throws Exception {
    for (JsonNode model : gateway.models("gateway=" + provider).path("data")) {
      for (JsonNode offer : model.path("offers")) {
        if (isOffer(offer, provider, id)) {
          return offer.path("availability").asText();
        }
      }
    }
    return "";
  }

  private static boolean isOffer(JsonNode offer, String provider, String id) {
    return offer.path("provider").asText().equals(provider) && offer.path("id").asText().equals(id);
  }

  /** A model that chats and is not declared gone. */
  private static String answering(String provider, Simulator simulator) {
    List<String> gone = simulator.catalog().goneIds(provider);
    return simulator.catalog().chatIds(provider).stream()
        .filter(id -> !gone.contains(id))
        .findFirst()
        .orElseThrow();
  }
}
