package ai.gatewayz.gateway;

import ai.gatewayz.local.backing.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * What the gateway needs around it: a real Kafka. One for all component tests of this module, so
 * that the application starts once.
 */
public final class GatewayStack implements QuarkusTestResourceLifecycleManager {

  /** A key that the gateway under test accepts. */
  public static final String API_KEY = "test-key-of-the-component-tests";

  /** Another's key that it accepts. */
  public static final String OTHER_KEY = "another-key-of-the-component-tests";

  private KafkaBroker kafka;

  @Override
  public Map<String, String> start() {
    try {
      kafka = KafkaBroker.start(Files.createTempDirectory("gatewayz-kafka"), 0);
    } catch (Exception e) {
      throw new IllegalStateException("cannot start Kafka", e);
    }
    Map<String, String> properties = SimulatedProviders.properties();
    properties.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    properties.put("gatewayz.gateway.keys.test", sha256(API_KEY));
    properties.put("gatewayz.gateway.keys.other", sha256(OTHER_KEY));
    properties.put("gatewayz.gateway.cors.origins", "https://app.example,https://other.example");
    // Short enough to be waited for in a test, long enough for a machine that is busy.
    properties.put("gatewayz.gateway.attempts.first-token-timeout", "1500ms");
    properties.put("gatewayz.gateway.attempts.least-first-token-timeout", "1500ms");
    properties.put("gatewayz.gateway.attempts.last-first-token-timeout", "3s");
    properties.put("gatewayz.gateway.attempts.answer-timeout", "3s");
    properties.put("gatewayz.gateway.attempts.least-answer-timeout", "1500ms");
    properties.put("gatewayz.gateway.attempts.slowest-tokens-per-second", "100000");
    properties.put("gatewayz.gateway.attempts.gap-timeout", "1500ms");
    properties.put("gatewayz.gateway.attempts.usage-grace", "1500ms");
    properties.put("gatewayz.gateway.attempts.slow-reader-timeout", "1500ms");
    properties.put("gatewayz.gateway.attempts.slowest-reader", "1M");
    properties.put("gatewayz.gateway.requests.max-body", "1M");
    // Three bodies of a key, six of all.
    properties.put("gatewayz.gateway.requests.body-budget", "7M");
    properties.put("gatewayz.gateway.requests.body-timeout", "4s");
    properties.put(
        "gatewayz.gateway.routing.fallbacks.\"asked/first\"", "meta-llama/Llama-3.3-70B-Instruct");
    // Few enough to be filled by a test.
    properties.put("gatewayz.gateway.attempts.connections-per-provider", "48");
    properties.put("gatewayz.gateway.requests.most-per-key", "64");
    properties.put("gatewayz.gateway.attempts.max-answer", "4M");
    properties.put("gatewayz.gateway.routing.blocked.test.model", "why/blocked");
    properties.put("gatewayz.gateway.routing.blocked.test.reason", "It leaks prompts, ticket 7");
    properties.put("gatewayz.gateway.routing.blocked.test.until", "2999-01-01");
    return properties;
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }
}
