package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.victim.Wire;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Callers who ask and do not read; they stay until this is closed. */
final class Unread implements AutoCloseable {

  /** As few bytes as the system will take for them. */
  private static final int WINDOW = 2_048;

  private final int port;
  private final List<Wire> wires = new CopyOnWriteArrayList<>();

  Unread(int port) {
    this.port = port;
  }

  void ask(byte[] request) throws IOException {
    Wire wire = new Wire(port, Requests.PATIENCE_MILLIS, WINDOW);
    wires.add(wire);
    wire.send(request);
  }

  @Override
  public void close() throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
  }
}
