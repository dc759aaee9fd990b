package ai.gatewayz.bench.catalog;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.ModelPages;
import ai.gatewayz.bench.measure.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The first sync of all lists, a resync, how both grow, and the pages of the gateway's list. */
public final class CatalogBenchmark implements Benchmark {

  private static final int ROUNDS = 3;
  private static final int[] SIZES = {20_000, 50_000, 100_000};

  @Override
  public String name() {
    return "catalog";
  }

  @Override
  public String about() {
    return "syncs of full lists, from HTTP to Kafka, and the pages of /v1/models";
  }

  @Override
  public List<Table> run(Setting setting) throws Exception {
    return List.of(allLists(setting), growth(setting), ModelPages.measure(setting));
  }

  private static Table allLists(Setting setting) throws Exception {
    List<Syncs> rounds = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      setting.progress().line("all lists, round " + round + " of " + ROUNDS);
      try (Ground ground = Ground.prepare(setting, "all-" + round)) {
        rounds.add(Syncs.measure(setting, ground));
      }
    }
    int offers = rounds.getFirst().offers();
    boolean written = rounds.stream().anyMatch(Syncs::rowsWritten);
    long sent = rounds.stream().mapToLong(Syncs::eventsSent).sum();
    return new Table(
        "Syncs of the catalog",
        "Medians of "
            + ROUNDS
            + " rounds, each in a JVM that has just started, with the heap of a container of 768 MiB; PostgreSQL, Kafka and"
            + " the simulated providers share the machine. The heap as the collector logs it, the most of all rounds.",
        List.of("what", "goal", "measured"),
        List.of(
            List.of("offers in all lists", "", String.format(Locale.ROOT, "%,d", offers)),
            List.of(
                "first sync, from the first request until the last offer is on Kafka",
                "under 10 s",
                seconds(median(rounds, Syncs::firstMillis))),
            List.of(
                "resync with nothing new",
                "under 3 s",
                seconds(median(rounds, Syncs::againMillis))),
            List.of(
                "rows of offers that it writes, events about offers that it sends",
                "none, 0",
                (written ? "some" : "none") + ", " + sent),
            List.of(
                "heap at most, garbage included",
                "under 256 MB",
                most(rounds, Syncs::heap) + " MB")));
  }

  private static Table growth(Setting setting) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (int size : SIZES) {
      setting.progress().line(size + " offers of one provider");
      try (Ground ground = Ground.prepare(setting, "offers-" + size)) {
        ground.listOnly(size);
        Syncs syncs = Syncs.measure(setting, ground);
        rows.add(
            List.of(
                String.format(Locale.ROOT, "%,d", syncs.offers()),
                seconds(syncs.firstMillis()),
                Math.round(syncs.firstMillis() * 1_000 / syncs.offers()) + " µs",
                seconds(syncs.againMillis()),
                Math.round(syncs.againMillis() * 1_000 / syncs.offers()) + " µs",
                syncs.heap() + " MB"));
      }
    }
    return new Table(
        "Syncs of larger lists",
        "One provider, made-up entries; one round each, otherwise as above. The goal: no more than in proportion.",
        List.of("offers", "first sync", "of each offer", "resync", "of each offer", "heap at most"),
        rows);
  }

  private static double median(List<Syncs> rounds, ToDoubleFunction<Syncs> what) {
    return Rounds.median(rounds.stream().mapToDouble(what).toArray());
  }

  private static long most(List<Syncs> rounds, ToDoubleFunction<Syncs> what) {
    return Math.round(rounds.stream().mapToDouble(what).max().orElseThrow());
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }
}
