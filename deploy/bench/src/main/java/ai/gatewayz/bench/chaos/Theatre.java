package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.traffic.Balancer;
import ai.gatewayz.bench.traffic.Traffic;
import ai.gatewayz.bench.world.World;
import ai.gatewayz.bench.world.WorldOptions;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Plays scenarios, one after the other, in a stack that is whole before each of them. */
final class Theatre implements AutoCloseable {

  private static final Duration CALM = Duration.ofSeconds(5);
  private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(6);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(150);
  private static final long FIRST_NANOS = TimeUnit.MINUTES.toNanos(4);

  private final Setting setting;
  private final Lists lists = new Lists();
  private Stage stage;
  private WorldOptions set;
  private int worlds;

  Theatre(Setting setting) {
    this.setting = setting;
  }

  Outcome play(Scenario scenario) throws Exception {
    if (stage == null || !scenario.options().equals(set)) {
      close();
      prepare(scenario.options());
    }
    Wholeness wholeness = new Wholeness(stage.world());
    setting.progress().line(scenario.name() + ": " + scenario.about());
    Outcome outcome;
    try (Balancer balancer = new Balancer(stage.world());
        Traffic traffic = new Traffic(balancer, askable())) {
      stage.rest(CALM);
      long mark = scenario.breaking().run(stage);
      Map<Service, Double> whole =
          wholeness.await(stage.truth(), scenario.strangers(), mark, HELD_NANOS, PATIENCE_NANOS);
      outcome = new Outcome(scenario, traffic.end(), whole);
    }
    tell(outcome, wholeness);
    if (!outcome.good() || scenario.strangers()) {
      close(); // what is broken, or has strangers in it, is no ground for the next
    }
    return outcome;
  }

  /** Models of which every offer works, whatever changes. */
  private List<String> askable() {
    List<String> models =
        stage.truth().entrySet().stream()
            .filter(each -> each.getValue().state().equals("available"))
            .map(Map.Entry::getKey)
            .filter(stage.providers()::untouched)
            .map(key -> key.replaceFirst(":", "/"))
            .limit(24)
            .toList();
    if (models.size() < 24) {
      throw new IllegalStateException("too few offers work: " + models);
    }
    return models;
  }

  private void tell(Outcome outcome, Wholeness wholeness) {
    outcome.failed().stream().limit(10).forEach(call -> stage.tell("failed: " + call));
    outcome
        .whole()
        .forEach(
            (service, seconds) -> {
              if (seconds > Outcome.WANTED_SECONDS) {
                stage.tell(Scenarios.name(service) + ": " + wholeness.complaint(service));
              }
            });
    stage.tell(String.join(" | ", outcome.row()));
  }

  private void prepare(WorldOptions options) throws Exception {
    setting.progress().line("starting a stack: " + options.replicas());
    Providers providers = Providers.start();
    World world;
    try {
      world = World.start(setting, "world-" + ++worlds, options, providers.settings());
    } catch (Exception | Error e) {
      providers.close();
      throw e;
    }
    stage = new Stage(world, providers, Map.of(), setting.progress());
    set = options;
    Map<String, Offers.Line> truth = firstTruth(world);
    stage.tell(truth.size() + " offers, " + states(truth));
    stage = new Stage(world, providers, truth, setting.progress());
  }

  private static Map<String, Long> states(Map<String, Offers.Line> truth) {
    Map<String, Long> states = new TreeMap<>();
    truth.values().forEach(line -> states.merge(line.state(), 1L, Long::sum));
    return states;
  }

  /** What all lists say when they say the same for a while, and nothing is left to find out. */
  private Map<String, Offers.Line> firstTruth(World world) throws Exception {
    Wholeness wholeness = new Wholeness(world);
    long began = System.nanoTime();
    while (System.nanoTime() - began < FIRST_NANOS) {
      Map<String, Offers.Line> truth = toldByCatalog(world);
      List<String> unknown =
          truth.entrySet().stream()
              .filter(each -> each.getValue().state().equals("unknown"))
              .map(Map.Entry::getKey)
              .toList();
      if (truth.size() > 100 && unknown.isEmpty()) {
        Map<Service, Double> whole =
            wholeness.await(truth, false, System.nanoTime(), HELD_NANOS, 2 * HELD_NANOS);
        if (whole.values().stream().noneMatch(seconds -> seconds > 1)) {
          return truth;
        }
        for (Service service : Service.values()) {
          stage.tell(Scenarios.name(service) + ": " + wholeness.complaint(service));
        }
      } else {
        stage.tell(
            truth.size()
                + " offers, unknown "
                + unknown.size()
                + ": "
                + unknown.stream().limit(5).toList());
        Thread.sleep(5_000);
      }
    }
    throw new IOException("the lists do not become equal");
  }

  private Map<String, Offers.Line> toldByCatalog(World world) throws InterruptedException {
    try {
      return lists.of(world.replicas(Service.CATALOG).getFirst()).lines();
    } catch (IOException e) {
      return Map.of(); // not yet
    }
  }

  @Override
  public void close() throws Exception {
    if (stage != null) {
      Stage over = stage;
      stage = null;
      over.close();
    }
  }
}
