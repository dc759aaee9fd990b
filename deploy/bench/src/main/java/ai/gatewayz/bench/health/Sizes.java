package ai.gatewayz.bench.health;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.State;
import ai.gatewayz.bench.measure.ProcessMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a replica needs that owns all offers, and how soon it is at work. */
final class Sizes {

  private static final int[] OFFERS = {20_000, 200_000};

  /** After everything is told, for what is put off to be done. */
  private static final int SETTLE_MILLIS = 15_000;

  private Sizes() {}

  static Table measure(Setting setting) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (int offers : OFFERS) {
      setting.progress().line("memory with " + offers + " offers");
      try (Ground ground = Ground.start(setting, "sizes-" + offers)) {
        State.write(ground.bootstrapServers(), 0, offers);
        try (BenchedHealth health = BenchedHealth.start(setting, ground)) {
          rows.add(row(offers, health));
        }
      }
    }
    return new Table(
        "The health service by the number of offers",
        "One replica that owns all of them, every offer with its verdict on the topic, an empty"
            + " database; "
            + BenchedHealth.HEAP
            + ". Times are from the start of the process.",
        List.of(
            "offers",
            "ready",
            "all watched",
            "all listed by the API",
            "resident",
            "most resident",
            "heap after a collection"),
        rows);
  }

  private static List<String> row(int offers, BenchedHealth health) throws Exception {
    double watching = health.watchingMillis(offers);
    double told = health.toldMillis(offers);
    Thread.sleep(SETTLE_MILLIS);
    ProcessMemory memory = health.memory();
    return List.of(
        String.format(Locale.ROOT, "%,d", offers),
        seconds(health.readyMillis()),
        seconds(watching),
        seconds(told),
        ProcessMemory.megabytes(memory.resident()),
        ProcessMemory.megabytes(memory.peak()),
        ProcessMemory.megabytes((long) health.liveHeap()));
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }
}
