package ai.gatewayz.bench.health;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.BenchedGateway;
import ai.gatewayz.bench.gateway.State;
import ai.gatewayz.bench.measure.ProcessorTime;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * What it costs one gateway and health to hear what many replicas see. The gateway under test
 * serves nobody: all that it does is to hear them.
 */
public final class FleetBenchmark implements Benchmark {

  private static final int REPLICAS = 50;
  private static final int OFFERS = 500;

  /** What a gateway does among so many, see {@code Lengths} there. */
  private static final Duration FAILURES = Duration.ofMillis(20L * REPLICAS);

  private static final Duration WINDOW = Duration.ofMillis(100L * REPLICAS);
  private static final Duration OTHERS = Duration.ofSeconds(REPLICAS);

  private static final long WARM_UP_MILLIS = 20_000;

  /** Until a gateway no longer listens for replicas of the version before. */
  private static final long FORGETTING_MILLIS = 135_000;

  private static final long MEASURED_MILLIS = 30_000;
  private static final List<Topic> TOPICS = List.of(Topic.OUTCOMES, Topic.TRAFFIC, Topic.FAILURES);

  private record Cost(
      String name, double records, double bytes, double gateway, double health, double read) {

    List<String> row() {
      return List.of(
          name,
          String.format(Locale.ROOT, "%,.0f", records),
          String.format(Locale.ROOT, "%,.0f kB", bytes / 1_000),
          ProcessorTime.percent(gateway),
          ProcessorTime.percent(health),
          String.format(Locale.ROOT, "%,.0f", read));
    }
  }

  @Override
  public String name() {
    return "outcomes";
  }

  @Override
  public String about() {
    return "what reading the outcomes of a fleet of "
        + REPLICAS
        + " replicas costs a gateway and health";
  }

  @Override
  public List<Table> run(Setting setting) throws Exception {
    List<Offer> offers = IntStream.range(1, OFFERS + 1).mapToObj(State::offer).toList();
    List<List<String>> rows = new ArrayList<>();
    try (Ground ground = Ground.start(setting, "fleet");
        Admin admin = Admin.create(Map.of("bootstrap.servers", ground.bootstrapServers()))) {
      String kafka = ground.bootstrapServers();
      State.write(kafka, offers.stream());
      try (BenchedHealth health = BenchedHealth.start(setting, ground);
          BenchedGateway gateway =
              BenchedGateway.start(
                  setting, kafka, ground.providerPort(), setting.work().resolve("snapshot"))) {
        health.toldMillis(OFFERS);
        Measure measure = new Measure(admin, gateway, health);
        setting.progress().line("nobody publishes anything");
        Thread.sleep(WARM_UP_MILLIS);
        rows.add(measure.take("no other replica", null).row());
        setting.progress().line(REPLICAS + " replicas as before");
        try (FleetTraffic fleet = FleetTraffic.before(kafka, REPLICAS, offers)) {
          Thread.sleep(WARM_UP_MILLIS);
          rows.add(measure.take("a record of each replica, offer and half second", fleet).row());
        }
        setting.progress().line(REPLICAS + " replicas as now");
        try (FleetTraffic fleet =
            FleetTraffic.now(kafka, REPLICAS, offers, FAILURES, WINDOW, OTHERS)) {
          Thread.sleep(FORGETTING_MILLIS);
          rows.add(measure.take("windows that grow with the fleet", fleet).row());
        }
      }
    }
    return List.of(
        new Table(
            "Reading the outcomes of a fleet",
            REPLICAS
                + " simulated replicas, each with traffic on "
                + OFFERS
                + " offers of which one in a hundred fails; they, Kafka and PostgreSQL share the"
                + " machine. Over "
                + MEASURED_MILLIS / 1_000
                + " s each, percent of one processor; bytes as Kafka keeps them.",
            List.of(
                "what the replicas publish",
                "records a second",
                "bytes a second",
                "a gateway without callers",
                "health",
                "records that health reads a second"),
            rows));
  }

  private record Measure(Admin admin, BenchedGateway gateway, BenchedHealth health) {

    Cost take(String name, FleetTraffic fleet) throws Exception {
      long records = fleet == null ? 0 : fleet.records();
      long bytes = stored();
      double read = read();
      ProcessorTime ofGateway = gateway.processor();
      ProcessorTime ofHealth = health.processor();
      long began = System.nanoTime();
      Thread.sleep(MEASURED_MILLIS);
      double gatewayPercent = gateway.processor().percentSince(ofGateway);
      double healthPercent = health.processor().percentSince(ofHealth);
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Cost(
          name,
          ((fleet == null ? 0 : fleet.records()) - records) / seconds,
          (stored() - bytes) / seconds,
          gatewayPercent,
          healthPercent,
          (read() - read) / seconds);
    }

    private double read() throws Exception {
      double outcomes = health.metric("gatewayz_health_events_total\\{topic=\"outcomes\"}");
      return outcomes + health.metric("gatewayz_health_events_total\\{topic=\"traffic\"}");
    }

    private long stored() throws Exception {
      int broker = admin.describeCluster().nodes().get().iterator().next().id();
      return admin
          .describeLogDirs(List.of(broker))
          .allDescriptions()
          .get()
          .get(broker)
          .values()
          .stream()
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(
              each -> TOPICS.stream().anyMatch(of -> of.topicName().equals(each.getKey().topic())))
          .mapToLong(each -> each.getValue().size())
          .sum();
    }
  }
}
