package ai.gatewayz.system.secured;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.simulator.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The runbook's rights are enough, and each of them is needed: the services run with them and
 * nothing else, and where one is taken away its owner says which, goes on, and has it back at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredStackIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final List<Right> RIGHTS =
      Right.ofRunbook().stream().filter(right -> !right.makesTopics()).toList();

  private static final Set<String> TOPICS =
      Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

  private SecuredStack stack;
  private String offer;

  @BeforeAll
  void start() throws Exception {
    stack = new SecuredStack();
    stack.kafka().grant(Right.ofRunbook());
    for (Service service : Service.values()) {
      stack.start(service, Map.of());
    }
    for (Service service : Service.values()) {
      stack.awaitReady(service);
    }
    await().atMost(PATIENCE).until(stack.kafka()::topics, TOPICS::equals);
    // Made they are; from here on nobody may make any.
    for (Right right : Right.ofRunbook()) {
      if (right.makesTopics()) {
        stack.kafka().revoke(right);
      }
    }
  }

  @AfterAll
  void stop() throws Exception {
    if (stack != null) {
      stack.close();
    }
  }

  /** From a list to the verdict on its offers, to a completion, to what is told of it. */
  @Test
  @Order(1)
  void everythingFlows() throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> catalog("/catalog/offers?provider=together&availability=available") > 0);
    offer =
        JSON.readTree(
                stack
                    .get(
                        Service.CATALOG,
                        "/catalog/offers?provider=together&availability=available&capability=chat")
                    .body())
            .at("/data/0/id")
            .asText();
    await().atMost(PATIENCE).until(() -> complete() == 200);
    assertEquals(
        201,
        stack
            .post(
                Service.CATALOG,
                "/catalog/admin/keys",
                "{\"terms\":{\"name\":\"secured\"},\"reason\":\"a test\",\"author\":\"test\"}")
            .statusCode());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (Topic topic : Topic.values()) {
                assertTrue(stack.kafka().events(topic) > 0, topic + " is empty");
              }
            });
    for (Service service : Service.values()) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertEquals(Set.of(), stack.denied(service), service::toString));
      assertTrue(stack.ready(service));
    }
  }

  private int catalog(String path) throws Exception {
    return JSON.readTree(stack.get(Service.CATALOG, path).body()).path("total").asInt();
  }

  private int complete() throws Exception {
    return stack
        .post(
            Service.GATEWAY,
            "/v1/chat/completions",
            "{\"model\":\"together/"
                + offer
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .statusCode();
  }

  @Test
  @Order(2)
  void nobodyMayDoWhatIsNotGranted() throws Exception {
    for (Service service : Service.values()) {
      new Refusals(service, stack.kafka().client(service)).check(RIGHTS);
    }
  }

  /** A right that is not missed when it is missing need not be in the table. */
  @Test
  @Order(3)
  void whoLacksARightSaysWhichAndGoesOn() throws Exception {
    for (List<Right> round : rounds()) {
      for (Right right : round) {
        stack.kafka().revoke(right);
        if (onlyAtItsStart(right)) {
          stack.stop(right.service());
          stack.start(right.service(), Map.of());
        }
      }
      for (Right right : round) {
        untilDisturbed("without " + right, () -> saysWhatItLacks(right));
        assertTrue(stack.log(right.service()).contains(named(right)), right::toString);
      }
      stack.kafka().grant(round);
      for (Right right : round) {
        untilDisturbed(
            "with " + right + " again",
            () -> stack.denied(right.service()).isEmpty() && stack.ready(right.service()));
      }
    }
  }

  /**
   * One right to read and one to write of each service at a time, until all have been taken away
   * once: a service that may not read still writes, and says both.
   */
  private static List<List<Right>> rounds() {
    List<List<Right>> rounds = new ArrayList<>();
    for (Service service : Service.values()) {
      for (boolean reads : List.of(true, false)) {
        List<Right> its =
            RIGHTS.stream()
                .filter(right -> right.service() == service)
                .filter(right -> (right.operation() == AclOperation.READ) == reads)
                .toList();
        for (int i = 0; i < its.size(); i++) {
          if (i == rounds.size()) {
            rounds.add(new ArrayList<>());
          }
          rounds.get(i).add(its.get(i));
        }
      }
    }
    return rounds;
  }

  private boolean saysWhatItLacks(Right right) throws Exception {
    return stack.denied(right.service()).stream().anyMatch(each -> each.contains(named(right)));
  }

  private static String named(Right right) {
    return right.type() == ResourceType.TRANSACTIONAL_ID ? "transactional id" : right.name();
  }

  private void untilDisturbed(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        // A service may be starting.
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              disturb();
              return condition.call();
            });
  }

  /**
   * Where they are read from their start when their partitions come to a service, or for the first
   * minutes alone.
   */
  private static boolean onlyAtItsStart(Right right) {
    return right.operation() == AclOperation.READ
        && (right.service() == Service.CATALOG && right.name().equals(Topic.OFFERS.topicName())
            || right.service() == Service.GATEWAY && right.name().equals(Topic.OUTCOMES.topicName())
            || right.service() == Service.HEALTH
                && right.name().equals(Topic.AVAILABILITY.topicName()));
  }

  /** Gives every service something to tell. */
  private void disturb() throws Exception {
    complete();
    JsonNode rule =
        JSON.readTree(
            stack
                .post(
                    Service.CATALOG,
                    "/catalog/admin/rules",
                    "{\"kind\":\"block\",\"provider\":\"together\",\"target\":\""
                        + stack.simulator().catalog().chatIds("together").getLast()
                        + "\",\"reason\":\"a test\",\"author\":\"t\"}")
                .body());
    stack.delete(Service.CATALOG, "/catalog/admin/rules/" + rule.path("id").asText() + "?author=t");
    stack.post(
        Service.CATALOG,
        "/catalog/admin/keys/republish",
        "{\"reason\":\"a test\",\"author\":\"test\"}");
    stack.post(Service.CATALOG, "/catalog/admin/syncs/fireworks", "");
    stack.simulator().faults().set("fireworks", dying(), new Fault.Gone());
    stack.post(Service.HEALTH, "/health/admin/probes/fireworks/" + dying(), "");
    stack.simulator().faults().clear();
    stack.post(Service.HEALTH, "/health/admin/probes/fireworks/" + dying(), "");
  }

  private String dying() {
    return stack.simulator().catalog().chatIds("fireworks").getFirst();
  }

  /** Without the authority, and by a name that the certificate does not have. */
  @Test
  @Order(4)
  void nobodyIsTakenForKafkaOrPostgresWhoIsNot() throws Exception {
    stack.stop(Service.CATALOG);
    stack.start(Service.CATALOG, stack.postgres().client(Service.CATALOG, "127.0.0.1"));
    await().atMost(PATIENCE).until(() -> stack.log(Service.CATALOG).contains("started in"));
    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !stack.ready(Service.CATALOG));
    stack.stop(Service.CATALOG);

    stack.stop(Service.HEALTH);
    stack.start(Service.HEALTH, Map.of("kafka.bootstrap.servers", stack.kafka().otherName()));
    await().atMost(PATIENCE).until(() -> stack.log(Service.HEALTH).contains("started in"));
    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !stack.ready(Service.HEALTH));
    assertFalse(stack.ready(Service.HEALTH));
  }
}
