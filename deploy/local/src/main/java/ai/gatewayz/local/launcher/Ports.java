package ai.gatewayz.local.launcher;

import ai.gatewayz.local.backing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The loopback ports of the stack, each with the name of what listens there. */
public record Ports(
    int gateway,
    int gatewayManagement,
    int catalog,
    int catalogManagement,
    int health,
    int healthManagement,
    int postgres,
    int kafka,
    int simulator) {

  /** The documented ports, all moved up by {@code offset}. */
  public static Ports standard(int offset) {
    return new Ports(
        8080 + offset,
        9080 + offset,
        8081 + offset,
        9081 + offset,
        8082 + offset,
        9082 + offset,
        15432 + offset,
        19092 + offset,
        8090 + offset);
  }

  /** Ports of nobody else, for tests that run beside anything else. */
  public static Ports free() {
    return new Ports(
        FreePort.next(),
        FreePort.next(),
        FreePort.next(),
        FreePort.next(),
        FreePort.next(),
        FreePort.next(),
        FreePort.next(),
        FreePort.next(),
        FreePort.next());
  }

  /** What listens where, in the order of starting. */
  public Map<String, Integer> byName() {
    Map<String, Integer> names = new LinkedHashMap<>();
    names.put("PostgreSQL", postgres);
    names.put("Kafka", kafka);
    names.put("provider simulator", simulator);
    names.put("catalog-service", catalog);
    names.put("catalog-service management", catalogManagement);
    names.put("health-service", health);
    names.put("health-service management", healthManagement);
    names.put("gateway-service", gateway);
    names.put("gateway-service management", gatewayManagement);
    return names;
  }

  /** The ports that something else listens on, by the name of what wants them. */
  public Map<String, Integer> taken() {
    Map<String, Integer> taken = new LinkedHashMap<>();
    byName()
        .forEach(
            (name, port) -> {
              try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
              } catch (IOException e) {
                taken.put(name, port);
              }
            });
    return taken;
  }
}
