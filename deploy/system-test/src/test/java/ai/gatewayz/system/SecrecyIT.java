package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No key turns up where it has no business: not in logs, metrics, health answers or errors. */
@ExtendWith(RunningStack.class)
class SecrecyIT {

  private static final String MODEL = "meta-llama/Llama-3.3-70B-Instruct";

  @Test
  void keysAreNowhereToBeRead(LocalStack stack, Gateway gateway) throws Exception {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> gateway.complete(MODEL, true).status() == 200);
    List<String> seen = new ArrayList<>();
    seen.add(gateway.complete("no-such/model", false).body());
    seen.add(new Gateway(gateway.base(), "gw_wrong_key").complete(MODEL, false).body());
    var ports = stack.options().ports();
    for (int port :
        new int[] {
          ports.gatewayManagement(), ports.catalogManagement(), ports.healthManagement()
        }) {
      Gateway.Answer metrics = gateway.get("http://127.0.0.1:" + port + "/q/metrics");
      assertEquals(200, metrics.status());
      assertTrue(metrics.body().contains("# TYPE"), metrics.body());
      seen.add(metrics.body());
      seen.add(gateway.get("http://127.0.0.1:" + port + "/q/health").body());
    }
    for (Service service : Service.values()) {
      Path log = stack.options().data().resolve("logs/" + service.module() + ".log");
      seen.add(Files.readString(log));
    }
    List<String> secrets = new ArrayList<>();
    secrets.add(stack.secrets().apiKey());
    secrets.add(stack.secrets().adminToken());
    secrets.add("gw_wrong_key");
    stack
        .simulator()
        .orElseThrow()
        .quarkusProperties()
        .forEach(
            (name, value) -> {
              if (name.endsWith(".api-key")) {
                secrets.add(value);
              }
            });
    assertEquals(9, secrets.size(), "the providers' keys are among them");
    for (String text : seen) {
      for (String secret : secrets) {
        assertFalse(text.contains(secret), () -> secret + " is in: " + text);
      }
    }
  }
}
