package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Service;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any one of the other parts may stop: completions go on. */
@OnRunningStack
class SurvivalIT {

  private static final String MODEL = "meta-llama/Llama-3.3-70B-Instruct";

  /** A Kafka that is there is heard of every ten seconds, however quiet its topics are. */
  private static final double LONGER_THAN_QUIET = 20;

  @BeforeEach
  void modelsAreThere(Gateway gateway) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete(MODEL, false).status() == 200);
  }

  @Test
  void withoutTheHealthService(LocalStack stack, Gateway gateway) throws Exception {
    stack.stop(Service.HEALTH);
    try {
      assertCompletes(gateway);
    } finally {
      stack.start(Service.HEALTH);
    }
  }

  @Test
  void withoutTheCatalogService(LocalStack stack, Gateway gateway) throws Exception {
    stack.stop(Service.CATALOG);
    try {
      assertCompletes(gateway);
    } finally {
      stack.start(Service.CATALOG);
    }
  }

  @Test
  void withoutKafka(LocalStack stack, Gateway gateway) throws Exception {
    stack.stopKafka();
    try {
      assertCompletes(gateway);
      assertServicesLive(stack, gateway);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> silence(stack, gateway) > LONGER_THAN_QUIET);
    } finally {
      stack.startKafka();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> silence(stack, gateway) < LONGER_THAN_QUIET);
  }

  /** Seconds: what the alert on a deaf replica looks at. */
  private static double silence(LocalStack stack, Gateway gateway) throws Exception {
    return gateway
        .metrics(stack.options().ports().healthManagement())
        .body()
        .lines()
        .filter(line -> line.startsWith("gatewayz_health_events_silence_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max()
        .orElseThrow();
  }

  @Test
  void withoutPostgres(LocalStack stack, Gateway gateway) throws Exception {
    stack.stopPostgres();
    try {
      assertCompletes(gateway);
      assertServicesLive(stack, gateway);
    } finally {
      stack.startPostgres();
    }
  }

  /** The gateway starts from its own last snapshot when Kafka is away. */
  @Test
  void aGatewayStartsWithoutKafka(LocalStack stack, Gateway gateway) throws Exception {
    stack.stop(Service.GATEWAY);
    stack.stopKafka();
    try {
      stack.start(Service.GATEWAY);
      assertCompletes(gateway);
    } finally {
      stack.startKafka();
    }
  }

  private static void assertCompletes(Gateway gateway) throws Exception {
    for (boolean stream : new boolean[] {false, true}) {
      Gateway.Answer answer = gateway.complete(MODEL, stream);
      assertEquals(200, answer.status(), answer.body());
      assertFalse(answer.content().isBlank(), answer.body());
    }
  }

  /**
   * Liveness has no dependencies: an orchestrator must not restart what only waits for its broker.
   */
  private static void assertServicesLive(LocalStack stack, Gateway gateway) throws Exception {
    var ports = stack.options().ports();
    for (int port :
        new int[] {
          ports.gatewayManagement(), ports.catalogManagement(), ports.healthManagement()
        }) {
      Gateway.Answer live = gateway.get("http://127.0.0.1:" + port + "/q/health/live");
      assertEquals(200, live.status(), live.body());
    }
  }
}
