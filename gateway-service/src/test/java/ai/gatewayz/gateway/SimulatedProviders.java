package ai.gatewayz.gateway;

import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The providers of the component tests. Their address is settled before the application starts, and
 * a test class starts them: a test resource lives in another class loader than the tests that set
 * faults.
 */
public final class SimulatedProviders {

  private static final String PORT = "test.simulator-port";

  /** Providers of which there are recordings: {@code replay-…} speaks as each of them does. */
  public static final List<String> REPLAYED =
      List.of("openrouter", "portkey", "fireworks", "together", "huggingface");

  private static final String REPLAY_PORT = "test.replay-port";

  private SimulatedProviders() {}

  public static Simulator start() {
    try {
      return Simulator.start(SimulatorOptions.defaults().withPort(port(PORT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a provider that replays recordings is to listen. */
  public static int replayPort() {
    return port(REPLAY_PORT);
  }

  static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(Simulator.quarkusProperties(port(PORT)));
    replay(properties, "replay", "openai");
    // Nothing of it was ever counted before the test whose counters break.
    replay(properties, "uncounted", "openai");
    REPLAYED.forEach(dialect -> replay(properties, "replay-" + dialect, dialect));
    return properties;
  }

  private static void replay(Map<String, String> properties, String id, String dialect) {
    String prefix = "gatewayz.providers." + id;
    properties.put(prefix + ".dialect", dialect);
    properties.put(prefix + ".base-url", "http://127.0.0.1:" + replayPort() + "/v1");
    properties.put(prefix + ".api-key", "replay-key");
  }

  private static int port(String property) {
    String known = System.getProperty(property);
    if (known != null) {
      return Integer.parseInt(known);
    }
    int port = FreePort.next();
    System.setProperty(property, Integer.toString(port));
    return port;
  }
}
