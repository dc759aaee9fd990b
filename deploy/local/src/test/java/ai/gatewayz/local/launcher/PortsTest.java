package ai.gatewayz.local.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void namesWhatIsTakenAndByWhatPort() throws Exception {
    Ports ports = Ports.free();
    assertEquals(Map.of(), ports.taken());
    try (ServerSocket other =
        new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
      assertEquals(Map.of("Kafka", other.getLocalPort()), ports.taken());
      String message = StackException.portsTaken(ports.taken()).getMessage();
      assertTrue(message.contains(ports.kafka() + " (Kafka)"), message);
      assertTrue(message.contains("PORT_OFFSET"), message);
    }
  }

  @Test
  void offsetMovesThemAll() {
    Ports.standard(0)
        .byName()
        .forEach((name, port) -> assertEquals(port + 100, Ports.standard(100).byName().get(name)));
  }
}
