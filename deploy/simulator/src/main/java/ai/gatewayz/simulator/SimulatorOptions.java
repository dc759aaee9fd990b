package ai.gatewayz.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to run the simulator.
 *
 * @param port 0 for any free port
 * @param recordings folder with recorded lists; empty: synthetic lists of the same shapes and sizes
 * @param tokenDelay pause before each chunk of a stream
 */
public record SimulatorOptions(int port, Optional<Path> recordings, Duration tokenDelay) {

  /** Any free port, synthetic lists, no delay. */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(0, Optional.empty(), Duration.ZERO);
  }

  public SimulatorOptions withPort(int wanted) {
    return new SimulatorOptions(wanted, recordings, tokenDelay);
  }

  /** Serves the lists of that folder, and synthetic ones where it has none. */
  public SimulatorOptions withRecordings(Path folder) {
    return new SimulatorOptions(port, Optional.of(folder), tokenDelay);
  }

  public SimulatorOptions synthetic() {
    return new SimulatorOptions(port, Optional.empty(), tokenDelay);
  }

  public SimulatorOptions withTokenDelay(Duration delay) {
    return new SimulatorOptions(port, recordings, delay);
  }
}
