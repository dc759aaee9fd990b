package ai.gatewayz.bench.chaos;

import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Six simulated providers with some hundred offers together, and what goes on there while something
 * of ours is broken: an offer dies, one comes, one goes, and one has another price.
 */
final class Providers implements AutoCloseable {

  /** Of each list; the longest real one has eighteen thousand. */
  private static final int MOST = 40;

  private static final String CHEAP = "0.0000002";
  private static final ListName CHANGING = ListName.TOGETHER;
  private static final String PROVIDER = "together";

  private final Simulator simulator;
  private final List<String> own;
  private int changes;

  private Providers(Simulator simulator, List<String> own) {
    this.simulator = simulator;
    this.own = own;
  }

  static Providers start() throws IOException {
    Simulator simulator = Simulator.start(SimulatorOptions.defaults());
    simulator.journal().setEnabled(false);
    for (ListName list : ListName.values()) {
      // Those that the simulator is known by are at the end.
      List<String> ids =
          simulator.catalog().ids(list.provider()).stream()
              .filter(id -> simulator.catalog().entry(list, id).isPresent())
              .toList();
      ids.stream()
          .limit(Math.max(0, ids.size() - MOST))
          .forEach(id -> simulator.catalog().remove(list, id));
    }
    // A dear offer is looked at half an hour later than others, which is no part of this.
    for (String id : simulator.catalog().ids("openrouter")) {
      ObjectNode entry =
          simulator.catalog().entry(ListName.OPENROUTER, id).orElseThrow().deepCopy();
      ((ObjectNode) entry.path("pricing")).put("prompt", CHEAP).put("completion", CHEAP);
      simulator.catalog().put(ListName.OPENROUTER, entry);
    }
    return new Providers(simulator, candidates(simulator));
  }

  /** Offers of one provider that nothing but the changes is about. */
  private static List<String> candidates(Simulator simulator) {
    return simulator.catalog().chatIds(PROVIDER).stream()
        .filter(id -> !simulator.catalog().goneIds(PROVIDER).contains(id))
        .filter(
            id ->
                simulator
                    .catalog()
                    .entry(CHANGING, id)
                    .map(entry -> entry.at("/pricing/input").asDouble() > 0)
                    .orElse(false))
        .filter(id -> !id.startsWith("meta-llama/"))
        .toList();
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(simulator.quarkusProperties());
    // Simulated providers have no limits and cost nothing: what is so is seen in seconds.
    settings.putAll(
        Map.of(
            "gatewayz.health.probe.per-second", "40",
            "gatewayz.health.probe.concurrency", "8",
            "gatewayz.health.probe.daily-usd", "1000",
            "gatewayz.health.watch.freshness", "15s",
            "gatewayz.health.watch.idle-freshness", "15s",
            "gatewayz.health.watch.confirm", "1s",
            "gatewayz.catalog.sync.interval", "5s",
            "gatewayz.catalog.sync.retry", "5s"));
    return settings;
  }

  /** The world moves on; what every list has to say of it in the end. */
  Map<String, Offers.Line> change(Map<String, Offers.Line> before) {
    Map<String, Offers.Line> after = new HashMap<>(before);
    int at = 3 * changes++;
    if (at + 3 > own.size()) {
      throw new IllegalStateException("there is nothing left that could change");
    }
    String dies = own.get(at);
    simulator.faults().set(PROVIDER, dies, new Fault.Gone());
    after.compute(key(dies), (key, line) -> new Offers.Line("unavailable", line.price()));

    String goes = own.get(at + 1);
    ObjectNode entry = simulator.catalog().entry(CHANGING, goes).orElseThrow();
    simulator.catalog().remove(CHANGING, goes);
    Offers.Line gone = after.remove(key(goes));

    String comes = "acme/New-" + changes;
    simulator.catalog().put(CHANGING, entry.deepCopy().put("id", comes));
    after.put(key(comes), new Offers.Line("available", gone.price()));

    String dearer = own.get(at + 2);
    ObjectNode priced = simulator.catalog().entry(CHANGING, dearer).orElseThrow().deepCopy();
    double input = priced.at("/pricing/input").asDouble() + 0.25;
    double output = priced.at("/pricing/output").asDouble() + 0.25;
    ((ObjectNode) priced.path("pricing")).put("input", input).put("output", output);
    simulator.catalog().put(CHANGING, priced);
    after.compute(
        key(dearer),
        (key, line) -> new Offers.Line(line.state(), Lists.price(priced.path("pricing"))));
    return after;
  }

  private static String key(String id) {
    return PROVIDER + ":" + id;
  }

  /** Offers that no change is about, so that a request for one has no reason to fail. */
  boolean untouched(String key) {
    return !key.startsWith(PROVIDER + ":");
  }

  @Override
  public void close() {
    simulator.close();
  }
}
