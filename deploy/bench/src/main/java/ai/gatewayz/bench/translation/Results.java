package ai.gatewayz.bench.translation;

import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.Figures;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.bench.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tables. */
final class Results {

  private Results() {}

  static Table loads(Figures figures, List<Way> ways, int rounds, int seconds, int warmUpSeconds) {
    List<List<String>> rows = new ArrayList<>();
    for (Way way : ways) {
      String name = way.name();
      rows.add(
          List.of(
              Way.word(way.protocol()),
              way.by(),
              Figures.millis(figures.median(name, Course.PLAIN + Course.FEW + Course.P50)),
              Figures.whole(figures.median(name, Course.PLAIN + Course.MANY + Course.PER_SECOND)),
              Figures.millis(figures.median(name, Course.PLAIN + Course.MANY + Course.P99)),
              Figures.millis(figures.median(name, Course.FIRST)),
              Figures.whole(
                  figures.median(name, Course.STREAMED + Course.MANY + Course.PER_SECOND)),
              Figures.millis(figures.median(name, Course.STREAMED + Course.MANY + Course.P99))));
    }
    return new Table(
        "Protocols",
        "Load generator, provider and gateway share the machine; medians of "
            + rounds
            + " rounds of "
            + seconds
            + " s in turns, after "
            + warmUpSeconds
            + " s of load on each. Streams of "
            + Course.PIECES
            + " pieces. The gateway runs as shipped: API key, metrics, usage line, "
            + ProtocolsBenchmark.OFFERS
            + " offers with verdicts, outcomes to Kafka.",
        List.of(
            "protocol",
            "way",
            "p50, " + Course.FEW + " connection",
            "requests/s, " + Course.MANY + " connections",
            "p99",
            "first piece, one stream at a time",
            "streams/s, " + Course.MANY + " connections",
            "p99"),
        rows);
  }

  static Table goals(Figures figures, long errors, List<Crowd> crowds, List<ProcessMemory> memory) {
    List<List<String>> rows = new ArrayList<>();
    for (Protocol protocol : Way.OTHERS) {
      rows.add(ratio(figures, protocol, "requests/s", Course.PLAIN));
      rows.add(ratio(figures, protocol, "streams/s", Course.STREAMED));
      String plain = Course.PLAIN + Course.FEW + Course.P50;
      rows.add(added(figures, protocol, "the median of a request", plain));
      rows.add(added(figures, protocol, "the time to the first piece", Course.FIRST));
    }
    for (Crowd crowd : crowds) {
      rows.add(
          List.of(
              Crowd.STREAMS + " streams at once, " + crowd.way().name(),
              "none lost",
              crowd.words()));
    }
    rows.add(
        List.of(
            "resident memory: warmed up, after the rounds, after the streams at once",
            "flat",
            memory.stream()
                .map(each -> ProcessMemory.megabytes(each.resident()))
                .collect(Collectors.joining(", "))));
    rows.add(List.of("requests that failed", "0", Long.toString(errors)));
    return new Table("Translating", "", List.of("what", "goal", "measured"), rows);
  }

  private static List<String> ratio(Figures figures, Protocol protocol, String word, String what) {
    String figure = what + Course.MANY + Course.PER_SECOND;
    double ratio =
        figures.median(Way.name(protocol, Way.TRANSLATED), figure)
            / figures.median(Way.name(protocol, Way.PASSED), figure);
    return List.of(
        Way.word(protocol) + ": translated " + word + " of those passed on",
        "at least 0.6",
        Figures.ratio(ratio));
  }

  /** Over what is passed on, and over what the provider takes itself, asked for chat. */
  private static List<String> added(Figures figures, Protocol protocol, String word, String what) {
    double direct = figures.median(Way.name(Protocol.CHAT, Way.DIRECT), what);
    double passed = figures.median(Way.name(protocol, Way.PASSED), what);
    double translated = figures.median(Way.name(protocol, Way.TRANSLATED), what);
    return List.of(
        Way.word(protocol) + ": added to " + word + " by translating it, and by the gateway in all",
        "at most 0.2 ms",
        Figures.millis(translated - passed) + ", " + Figures.millis(translated - direct));
  }
}
