package ai.gatewayz.simulator;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Faults can be set by whoever reaches it: nobody beyond this machine does. */
class LoopbackTest {

  @Test
  void listensOnLoopbackAlone() throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorOptions.defaults());
        Socket near = new Socket("127.0.0.1", simulator.port());
        Socket far = new Socket()) {
      // Who listens on all addresses is found here as well.
      InetSocketAddress other = new InetSocketAddress("127.0.0.2", simulator.port());
      assertThrows(IOException.class, () -> far.connect(other, 1000));
    }
  }
}
