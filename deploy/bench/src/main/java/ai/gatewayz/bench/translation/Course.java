package ai.gatewayz.bench.translation;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.BenchedGateway;
import ai.gatewayz.bench.gateway.Figures;
import ai.gatewayz.bench.gateway.Streams;
import ai.gatewayz.bench.gateway.Wrk;
import ai.gatewayz.bench.measure.ProcessMemory;
import java.util.List;

/** The rounds of the protocols, in turns. */
record Course(Setting setting, Wrk wrk, BenchedGateway gateway, List<Way> ways) {

  static final int ROUNDS = 3;
  static final int SECONDS = 2;

  /** From there on none of them gets faster: their code is compiled. */
  static final int WARM_UP_SECONDS = 12;

  static final int FEW = 1;
  static final int MANY = 64;
  static final int PIECES = 20;

  static final String PLAIN = "plain ";
  static final String STREAMED = "streamed ";
  static final String PER_SECOND = " per second";
  static final String P50 = " p50";
  static final String P99 = " p99";
  static final String FIRST = "first";

  private static final int STREAMS = 300;

  private int rounds() {
    return setting.brief() ? 1 : ROUNDS;
  }

  private int seconds() {
    return setting.brief() ? 1 : SECONDS;
  }

  private int warmUpSeconds() {
    return setting.brief() ? 2 : WARM_UP_SECONDS;
  }

  List<Table> measure() throws Exception {
    for (Way way : ways) {
      setting.progress().line("warms up: " + way.name());
      wrk.run(way.target(), way.target().plain(), MANY, warmUpSeconds() / 2);
      wrk.run(way.target(), stream(way), MANY, warmUpSeconds() / 2);
      Streams.firstPieces(way.target(), STREAMS, PIECES);
    }
    ProcessMemory before = gateway.memory();
    Figures figures = new Figures();
    long errors = 0;
    for (int round = 1; round <= rounds(); round++) {
      setting.progress().line("round " + round + " of " + rounds());
      // What comes behind finds the processor warm.
      for (Way way : round % 2 == 1 ? ways : ways.reversed()) {
        errors += load(figures, way, PLAIN + FEW, way.target().plain(), FEW);
        errors += load(figures, way, PLAIN + MANY, way.target().plain(), MANY);
        errors += load(figures, way, STREAMED + MANY, stream(way), MANY);
        double nanos = Streams.firstPieces(way.target(), STREAMS, PIECES).percentile(0.5);
        figures.add(way.name(), FIRST, nanos / 1_000);
      }
    }
    ProcessMemory after = gateway.memory();
    List<Crowd> crowds = Crowd.each(setting, ways);
    return List.of(
        Results.loads(figures, ways, rounds(), seconds(), warmUpSeconds()),
        Results.goals(figures, errors, crowds, List.of(before, after, gateway.memory())));
  }

  private long load(Figures figures, Way way, String what, String body, int connections)
      throws Exception {
    Wrk.Load load = wrk.run(way.target(), body, connections, seconds());
    figures.add(way.name(), what + PER_SECOND, load.perSecond());
    figures.add(way.name(), what + P50, load.p50Micros());
    figures.add(way.name(), what + P99, load.p99Micros());
    return load.errors();
  }

  private static String stream(Way way) {
    return way.target().stream(PIECES, 0);
  }
}
