package ai.gatewayz.local.backing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void isNeverOneThatAnOutgoingConnectionMayGet() throws Exception {
    int first = firstOutgoing();
    for (int i = 0; i < 200; i++) {
      int port = FreePort.next();
      assertTrue(port < first, port + " is of the kernel's range, which begins at " + first);
    }
  }

  private static int firstOutgoing() throws IOException {
    Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    if (!Files.exists(range)) {
      return FreePort.END;
    }
    // At once: Linux ends such a file after its first read, and readString begins with one byte.
    try (BufferedReader lines = Files.newBufferedReader(range)) {
      return Integer.parseInt(lines.readLine().split("\\s+")[0]);
    }
  }

  @Test
  void isHandedOutOnce() {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      ports.add(FreePort.next());
    }
    assertEquals(500, ports.size());
  }

  @Test
  void isNeverOneThatIsListenedOn() throws Exception {
    int next = FreePort.next() + 1;
    if (next == FreePort.END) {
      next = FreePort.next() + 1;
    }
    try (ServerSocket taken = new ServerSocket(next)) {
      assertNotEquals(taken.getLocalPort(), FreePort.next());
    }
  }
}
