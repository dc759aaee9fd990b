package ai.gatewayz.gateway;

import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * The providers of the component tests. Their address is settled before the application starts, and
 * a test class starts them: a test resource lives in another class loader than the tests that set
 * faults.
 */
public final class SimulatedProviders {

  private static final String PORT = "gatewayz.test.simulator-port";

  private SimulatedProviders() {}

  public static Simulator start() {
    try {
      return Simulator.start(SimulatorOptions.defaults().withPort(port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> properties() {
    return Simulator.quarkusProperties(port());
  }

  private static int port() {
    String known = System.getProperty(PORT);
    if (known != null) {
      return Integer.parseInt(known);
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty(PORT, Integer.toString(socket.getLocalPort()));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
