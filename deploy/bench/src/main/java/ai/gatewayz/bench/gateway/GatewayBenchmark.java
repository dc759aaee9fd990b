package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.launcher.Packaging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Direct, nginx and the gateway in turns; then starts with a large routing state. */
public final class GatewayBenchmark implements Benchmark {

  private static final int OFFERS = 20_000;
  private static final int ROUNDS = 3;
  private static final int SECONDS = 4;

  /** From there on none of them gets faster: their code is compiled. */
  private static final int WARM_UP_SECONDS = 40;

  private static final int[] CONNECTIONS = {1, 10, 64};
  private static final int STREAMS = 300;
  private static final int PIECES = 20;
  private static final int HELD = 512;
  private static final int HELD_PIECES = 60;
  private static final int HELD_PAUSE = 120;

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String about() {
    return "what the gateway adds, beside nginx and without either";
  }

  @Override
  public List<Table> run(Setting setting) throws Exception {
    String nginx = Peer.find("nginx").orElseThrow(() -> missing("nginx"));
    Wrk wrk = new Wrk(Peer.find("wrk").orElseThrow(() -> missing("wrk")), setting.folder("wrk"));
    Path snapshot = setting.folder("state").resolve("snapshot.json");
    int provider = FreePort.next();
    int proxy = FreePort.next();
    setting.progress().line("Kafka with " + OFFERS + " offers, a provider, nginx, the gateway");
    try (KafkaBroker kafka = KafkaBroker.start(setting.folder("kafka"), 0);
        Peer ignoredProvider = Peer.provider(provider, setting.folder("provider"));
        Peer ignoredNginx = Peer.nginx(nginx, proxy, provider, setting.folder("nginx"))) {
      State.createTopics(kafka.bootstrapServers());
      State.write(kafka.bootstrapServers(), 0, OFFERS);
      List<Table> tables = new ArrayList<>();
      Packaging packaging = StartCache.make(setting);
      try (BenchedGateway gateway =
          BenchedGateway.start(setting, packaging, kafka.bootstrapServers(), provider, snapshot)) {
        List<Target> targets =
            List.of(new Target("direct", provider), new Target("nginx", proxy), gateway.target());
        Traffic traffic = new Traffic(setting, wrk, targets, gateway);
        tables.addAll(traffic.measure());
      }
      tables.add(Starts.measure(setting, packaging, kafka, provider, snapshot));
      return tables;
    }
  }

  private static SkippedException missing(String program) {
    return new SkippedException(program + " (as root, `make bench` installs it from Debian)");
  }

  /** The rounds, and what comes of them. */
  private record Traffic(Setting setting, Wrk wrk, List<Target> targets, BenchedGateway gateway) {

    List<Table> measure() throws Exception {
      Figures figures = new Figures();
      for (Target target : targets) {
        wrk.run(target, 64, WARM_UP_SECONDS);
        Streams.firstPieces(target, STREAMS, PIECES);
      }
      ProcessMemory before = gateway.memory();
      long errors = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        setting.progress().line("round " + round + " of " + ROUNDS);
        for (int connections : CONNECTIONS) {
          for (Target target : targets) {
            Wrk.Load load = wrk.run(target, connections, SECONDS);
            figures.add(target.name(), connections + " per second", load.perSecond());
            figures.add(target.name(), connections + " p50", load.p50Micros());
            figures.add(target.name(), connections + " p99", load.p99Micros());
            errors += load.errors();
          }
        }
        for (Target target : targets) {
          double nanos = Streams.firstPieces(target, STREAMS, PIECES).percentile(0.5);
          figures.add(target.name(), "first", nanos / 1_000);
        }
      }
      setting.progress().line(HELD + " streams at once");
      Streams.Held held = Streams.hold(gateway.target(), HELD, HELD_PIECES, HELD_PAUSE);
      ProcessMemory after = gateway.memory();
      return List.of(loads(figures), summary(figures, errors, held, before, after));
    }

    private Table loads(Figures figures) {
      List<List<String>> rows = new ArrayList<>();
      for (int connections : CONNECTIONS) {
        for (Target target : targets) {
          rows.add(
              List.of(
                  Integer.toString(connections),
                  target.name(),
                  Figures.whole(figures.median(target.name(), connections + " per second")),
                  Figures.millis(figures.median(target.name(), connections + " p50")),
                  Figures.millis(figures.median(target.name(), connections + " p99"))));
        }
      }
      return new Table(
          "Chat completions, not streamed",
          "Load generator, provider, nginx and gateway share the machine; medians of "
              + ROUNDS
              + " rounds of "
              + SECONDS
              + " s in turns, after "
              + WARM_UP_SECONDS
              + " s of load on each. The gateway runs as shipped: API key, metrics, usage line, "
              + OFFERS
              + " offers with verdicts, outcomes to Kafka.",
          List.of("connections", "path", "requests/s", "p50", "p99"),
          rows);
    }

    private Table summary(
        Figures figures,
        long errors,
        Streams.Held held,
        ProcessMemory before,
        ProcessMemory after) {
      List<List<String>> rows = new ArrayList<>();
      for (int connections : new int[] {10, 64}) {
        rows.add(
            List.of(
                "requests/s of nginx's, " + connections + " connections",
                "at least 0.5",
                Figures.ratio(ratio(figures, connections + " per second"))));
      }
      rows.add(
          List.of(
              "added to the median, one connection",
              "at most 0.15 ms",
              Figures.millis(
                  figures.median("gateway", "1 p50") - figures.median("direct", "1 p50"))));
      for (int connections : new int[] {10, 64}) {
        rows.add(
            List.of(
                "p99 over nginx's, " + connections + " connections",
                "at most 2",
                Figures.ratio(ratio(figures, connections + " p99"))));
      }
      rows.add(
          List.of(
              "added to the time to first token",
              "at most 0.5 ms",
              Figures.millis(
                  figures.median("gateway", "first") - figures.median("direct", "first"))));
      rows.add(
          List.of(
              HELD + " streams at once",
              "no frame lost",
              held.broken() == 0
                  ? Figures.whole(held.pieces()) + " frames, none lost"
                  : held.broken() + " broken: " + held.first()));
      rows.add(
          List.of(
              "resident memory, after warming up and at the end",
              "flat, under 350 MB",
              ProcessMemory.megabytes(before.resident())
                  + ", "
                  + ProcessMemory.megabytes(after.resident())));
      rows.add(List.of("requests that failed", "0", Long.toString(errors)));
      return new Table("The gateway beside nginx", "", List.of("what", "goal", "measured"), rows);
    }

    private static double ratio(Figures figures, String what) {
      return figures.median("gateway", what) / figures.median("nginx", what);
    }
  }
}
