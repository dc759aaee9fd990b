package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.ProcessMemory;
import java.util.ArrayList;
import java.util.List;

/** The rounds, and what comes of them. */
record Traffic(Setting setting, Wrk wrk, List<Target> targets, BenchedGateway gateway) {

  static final String GATEWAY = "gateway";

  /** The gateway of another state of the project. */
  static final String BASE = "gateway before";

  private static final int ROUNDS = 5;

  /** Two gateways differ by less than one differs from round to round. */
  private static final int ROUNDS_BESIDE = 9;

  private static final int SECONDS = 4;

  /** From there on none of them gets faster: their code is compiled. */
  private static final int WARM_UP_SECONDS = 40;

  private static final int[] CONNECTIONS = {1, 10, 64};
  private static final int STREAMS = 300;
  private static final int PIECES = 20;
  private static final int HELD = 512;
  private static final int HELD_PIECES = 60;
  private static final int HELD_PAUSE = 120;

  List<Table> measure() throws Exception {
    Figures figures = new Figures();
    for (Target target : targets) {
      wrk.run(target, 64, WARM_UP_SECONDS);
      Streams.firstPieces(target, STREAMS, PIECES);
    }
    ProcessMemory before = gateway.memory();
    long errors = 0;
    for (int round = 1; round <= rounds(); round++) {
      setting.progress().line("round " + round + " of " + rounds());
      // What comes behind finds the processor warm.
      List<Target> turns = round % 2 == 1 ? targets : targets.reversed();
      for (int connections : CONNECTIONS) {
        for (Target target : turns) {
          Wrk.Load load = wrk.run(target, connections, SECONDS);
          figures.add(target.name(), connections + " per second", load.perSecond());
          figures.add(target.name(), connections + " p50", load.p50Micros());
          figures.add(target.name(), connections + " p99", load.p99Micros());
          errors += load.errors();
        }
      }
      for (Target target : turns) {
        double nanos = Streams.firstPieces(target, STREAMS, PIECES).percentile(0.5);
        figures.add(target.name(), "first", nanos / 1_000);
      }
    }
    setting.progress().line(HELD + " streams at once");
    Streams.Held held = Streams.hold(gateway.target(GATEWAY), HELD, HELD_PIECES, HELD_PAUSE);
    ProcessMemory after = gateway.memory();
    List<Table> tables = new ArrayList<>();
    tables.add(loads(figures));
    tables.add(summary(figures, errors, held, before, after));
    if (setting.base().isPresent()) {
      tables.add(beside(figures));
    }
    return tables;
  }

  private int rounds() {
    return setting.base().isPresent() ? ROUNDS_BESIDE : ROUNDS;
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
            + rounds()
            + " rounds of "
            + SECONDS
            + " s in turns, after "
            + WARM_UP_SECONDS
            + " s of load on each. The gateway runs as shipped: API key, metrics, usage line, "
            + GatewayBenchmark.OFFERS
            + " offers with verdicts, outcomes to Kafka.",
        List.of("connections", "path", "requests/s", "p50", "p99"),
        rows);
  }

  private Table summary(
      Figures figures, long errors, Streams.Held held, ProcessMemory before, ProcessMemory after) {
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
            Figures.millis(figures.median(GATEWAY, "1 p50") - figures.median("direct", "1 p50"))));
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
            Figures.millis(figures.median(GATEWAY, "first") - figures.median("direct", "first"))));
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

  private static Table beside(Figures figures) {
    List<List<String>> rows = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      for (String figure : List.of(" per second", " p50", " p99")) {
        rows.add(compared(figures, connections + figure, connections + " connections," + figure));
      }
    }
    rows.add(compared(figures, "first", "time to first token"));
    return new Table(
        "The gateway beside its state before",
        "Both in the same rounds, in turns; medians. Times in microseconds.",
        List.of("what", "before", "now", "now / before, in each round"),
        rows);
  }

  private static List<String> compared(Figures figures, String what, String name) {
    return List.of(
        name,
        Figures.whole(figures.median(BASE, what)),
        Figures.whole(figures.median(GATEWAY, what)),
        figures.ratios(GATEWAY, BASE, what));
  }

  private static double ratio(Figures figures, String what) {
    return figures.median(GATEWAY, what) / figures.median("nginx", what);
  }
}
