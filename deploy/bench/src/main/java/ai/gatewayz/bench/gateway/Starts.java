package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.launcher.Packaging;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How soon a replica serves with a large routing state: from Kafka, and from disk without it. */
final class Starts {

  private static final int OFFERS = 40_000;
  private static final int ROUNDS = 3;

  private Starts() {}

  /** Stops the broker: what comes after it has none. */
  static Table measure(
      Setting setting, Packaging packaging, KafkaBroker kafka, int provider, Path snapshot)
      throws Exception {
    setting.progress().line("starts with " + OFFERS + " offers");
    State.write(kafka.bootstrapServers(), 0, OFFERS);
    double[] loads = new double[ROUNDS];
    double[] warm = new double[ROUNDS];
    double[] alone = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (BenchedGateway gateway =
          BenchedGateway.start(setting, packaging, kafka.bootstrapServers(), provider, snapshot)) {
        warm[round] = gateway.readyMillis();
        loads[round] = gateway.loadMillis();
      }
    }
    kafka.close();
    // Kept, but not listened on: were it given to the gateway itself, the gateway would ask itself
    // for Kafka, and take the first letters of its own answer for the length of one of 1.2 GB.
    try (Socket nobody = new Socket()) {
      nobody.setReuseAddress(true); // connections to it may not be forgotten yet
      nobody.bind(address(kafka.bootstrapServers()));
      for (int round = 0; round < ROUNDS; round++) {
        try (BenchedGateway gateway =
            BenchedGateway.start(
                setting, packaging, kafka.bootstrapServers(), provider, snapshot)) {
          alone[round] = gateway.readyMillis();
        }
      }
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("reading the compacted topics", millis(loads)));
    rows.add(List.of("start of the process to ready, from Kafka", millis(warm)));
    rows.add(List.of("start of the process to ready, from disk, Kafka down", millis(alone)));
    return new Table(
        "Starts of the gateway with " + OFFERS + " offers",
        "Medians of " + ROUNDS + "; every offer with its verdict, with the image's AOT cache.",
        List.of("what", "time"),
        rows);
  }

  private static InetSocketAddress address(String server) {
    int colon = server.lastIndexOf(':');
    return new InetSocketAddress(
        server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
  }

  private static String millis(double[] values) {
    return Math.round(Rounds.median(values)) + " ms";
  }
}
