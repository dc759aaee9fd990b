package ai.gatewayz.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** The simulator on its own. */
public final class Main {

  private static final String HELP =
      """
      Simulates six model providers on loopback.

        --port N              default 8090
        --recordings DIR      serve recorded model lists from there
        --token-delay-ms N    pause between the chunks of a stream (default 0)
        --help                this text

      Faults: PUT /_simulator/faults {"provider":"together","model":"*","fault":"ServerError","with":{"status":503}}
              DELETE /_simulator/faults        GET /_simulator/state        GET /_simulator/journal
      """;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    SimulatorOptions options = SimulatorOptions.defaults().withPort(8090);
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (option.equals("--help")) {
        System.out.print(HELP);
        return;
      }
      if (!rest.hasNext()) {
        System.err.println("Not an option with a value: " + option + "\n\n" + HELP);
        System.exit(2);
      }
      String value = rest.next();
      switch (option) {
        case "--port" -> options = options.withPort(Integer.parseInt(value));
        case "--recordings" -> options = options.withRecordings(Path.of(value));
        case "--token-delay-ms" ->
            options = options.withTokenDelay(Duration.ofMillis(Long.parseLong(value)));
        default -> {
          System.err.println("Unknown option: " + option + "\n\n" + HELP);
          System.exit(2);
        }
      }
    }
    Simulator simulator = Simulator.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
    System.out.println("READY http://127.0.0.1:" + simulator.port());
  }
}
