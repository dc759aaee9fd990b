package ai.gatewayz.local.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The stack cannot run; the message says why and what to do. */
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StackException(String message) {
    super(message);
  }

  static StackException portsTaken(Map<String, Integer> taken) {
    StringBuilder message = new StringBuilder("Ports are in use by other processes:\n");
    taken.forEach(
        (name, port) -> message.append("  ").append(port).append(" (").append(name).append(")\n"));
    message.append(
        "Stop what listens there (`ss -ltnp` shows it), or move all ports: `make up PORT_OFFSET=100`.");
    return new StackException(message.toString());
  }

  static StackException died(Service service, Path log, String lastWords) {
    return new StackException(
        service.module() + " has ended. The end of " + log + ":\n" + lastWords);
  }

  static StackException notReady(Service service, Duration limit, Path log, String lastWords) {
    return new StackException(
        service.module()
            + " was not ready within "
            + limit.toSeconds()
            + " s. The end of "
            + log
            + ":\n"
            + lastWords);
  }
}
