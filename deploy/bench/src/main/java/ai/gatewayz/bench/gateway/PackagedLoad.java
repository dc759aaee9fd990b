package ai.gatewayz.bench.gateway;

import static ai.gatewayz.bench.measure.ProcessMemory.megabytes;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.launcher.Packaging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same load on the gateway in each packaging, one after the other. */
public final class PackagedLoad {

  private static final int OFFERS = 20_000;
  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 4;
  private static final int ROUNDS = 3;

  private PackagedLoad() {}

  /**
   * @param packagings by the name that the table calls them
   * @throws SkippedException without wrk
   */
  public static Table measure(Setting setting, Map<String, Packaging> packagings) throws Exception {
    String program =
        Peer.find("wrk")
            .orElseThrow(
                () -> new SkippedException("wrk (as root, `make bench` installs it from Debian)"));
    Wrk wrk = new Wrk(program, setting.folder("wrk"));
    int provider = Peer.freePort();
    List<List<String>> rows = new ArrayList<>();
    try (KafkaBroker kafka = KafkaBroker.start(setting.folder("kafka"), 0);
        Peer ignoredProvider = Peer.provider(provider, setting.folder("provider"))) {
      State.createTopics(kafka.bootstrapServers());
      State.write(kafka.bootstrapServers(), 0, OFFERS);
      for (Map.Entry<String, Packaging> each : packagings.entrySet()) {
        setting.progress().line("load on the gateway, " + each.getKey());
        try (BenchedGateway gateway =
            BenchedGateway.start(
                setting,
                each.getValue(),
                kafka.bootstrapServers(),
                provider,
                setting.folder("state-" + rows.size()).resolve("snapshot.json"))) {
          rows.add(row(each.getKey(), wrk, gateway));
        }
      }
    }
    return new Table(
        "The gateway under load, by packaging",
        CONNECTIONS
            + " connections, "
            + OFFERS
            + " offers with verdicts; medians of "
            + ROUNDS
            + " rounds of "
            + SECONDS
            + " s after "
            + WARM_UP_SECONDS
            + " s of warming up. Load generator and provider share the machine.",
        List.of(
            "packaging",
            "resident, idle",
            "under load",
            "requests/s",
            "p50",
            "p99",
            "requests that failed"),
        rows);
  }

  private static List<String> row(String label, Wrk wrk, BenchedGateway gateway)
      throws IOException, InterruptedException {
    gateway.loadMillis();
    long idle = gateway.memory().resident();
    wrk.run(gateway.target(), CONNECTIONS, WARM_UP_SECONDS);
    double[] perSecond = new double[ROUNDS];
    double[] p50 = new double[ROUNDS];
    double[] p99 = new double[ROUNDS];
    long errors = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Wrk.Load load = wrk.run(gateway.target(), CONNECTIONS, SECONDS);
      perSecond[round] = load.perSecond();
      p50[round] = load.p50Micros();
      p99[round] = load.p99Micros();
      errors += load.errors();
    }
    return List.of(
        label,
        megabytes(idle),
        megabytes(gateway.memory().resident()),
        Figures.whole(Rounds.median(perSecond)),
        Figures.millis(Rounds.median(p50)),
        Figures.millis(Rounds.median(p99)),
        Long.toString(errors));
  }
}
