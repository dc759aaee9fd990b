package ai.gatewayz.bench.gateway;

import static ai.gatewayz.bench.measure.ProcessMemory.megabytes;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.launcher.Packaging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same starts of the gateway, and the same load on it, in each packaging. */
public final class PackagedLoad {

  private static final int OFFERS = 20_000;
  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 4;
  private static final int ROUNDS = 3;
  private static final int STARTS = 5;

  private final Setting setting;
  private final String kafka;
  private final int provider;
  private int started;

  private PackagedLoad(Setting setting, String kafka, int provider) {
    this.setting = setting;
    this.kafka = kafka;
    this.provider = provider;
  }

  /**
   * @param packagings by the name that the table calls them
   * @throws SkippedException without wrk
   */
  public static List<Table> measure(Setting setting, Map<String, Packaging> packagings)
      throws Exception {
    String program =
        Peer.find("wrk")
            .orElseThrow(
                () -> new SkippedException("wrk (as root, `make bench` installs it from Debian)"));
    Wrk wrk = new Wrk(program, setting.folder("wrk"));
    int provider = FreePort.next();
    List<List<String>> starts = new ArrayList<>();
    List<List<String>> loads = new ArrayList<>();
    try (KafkaBroker kafka = KafkaBroker.start(setting.folder("kafka"), 0);
        Peer ignoredProvider = Peer.provider(provider, setting.folder("provider"))) {
      PackagedLoad packaged = new PackagedLoad(setting, kafka.bootstrapServers(), provider);
      State.createTopics(kafka.bootstrapServers());
      Map<String, List<String>> empty = packaged.starts(packagings);
      State.write(kafka.bootstrapServers(), 0, OFFERS);
      Map<String, List<String>> filled = packaged.starts(packagings);
      for (Map.Entry<String, Packaging> each : packagings.entrySet()) {
        String label = each.getKey();
        starts.add(
            Stream.of(List.of(label), empty.get(label), filled.get(label))
                .flatMap(List::stream)
                .toList());
        setting.progress().line("load on the gateway, " + label);
        try (BenchedGateway gateway = packaged.start(each.getValue())) {
          loads.add(row(label, wrk, gateway));
        }
      }
    }
    return List.of(
        new Table(
            "Starts of the gateway, by packaging",
            "From Kafka; medians of "
                + STARTS
                + ". From the start of the process, and from the first request to the broker.",
            List.of(
                "packaging",
                "empty topics, start to ready",
                "of it from the broker on",
                OFFERS + " offers, start to ready",
                "of it from the broker on"),
            starts),
        new Table(
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
            loads));
  }

  private Map<String, List<String>> starts(Map<String, Packaging> packagings)
      throws IOException, InterruptedException {
    Map<String, List<String>> starts = new HashMap<>();
    for (Map.Entry<String, Packaging> each : packagings.entrySet()) {
      setting.progress().line("starts of the gateway, " + each.getKey());
      double[] ready = new double[STARTS];
      double[] loaded = new double[STARTS];
      for (int round = 0; round < STARTS; round++) {
        try (BenchedGateway gateway = start(each.getValue())) {
          ready[round] = gateway.readyMillis();
          loaded[round] = gateway.loadMillis();
        }
      }
      starts.put(
          each.getKey(),
          List.of(
              Math.round(Rounds.median(ready)) + " ms", Math.round(Rounds.median(loaded)) + " ms"));
    }
    return starts;
  }

  /** With no snapshot of an earlier run. */
  private BenchedGateway start(Packaging packaging) throws IOException, InterruptedException {
    Path snapshot = setting.folder("state-" + started++).resolve("snapshot.json");
    return BenchedGateway.start(setting, packaging, kafka, provider, snapshot);
  }

  private static List<String> row(String label, Wrk wrk, BenchedGateway gateway)
      throws IOException, InterruptedException {
    gateway.loadMillis();
    long idle = gateway.memory().resident();
    wrk.run(gateway.target(Traffic.GATEWAY), CONNECTIONS, WARM_UP_SECONDS);
    double[] perSecond = new double[ROUNDS];
    double[] p50 = new double[ROUNDS];
    double[] p99 = new double[ROUNDS];
    long errors = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Wrk.Load load = wrk.run(gateway.target(Traffic.GATEWAY), CONNECTIONS, SECONDS);
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
