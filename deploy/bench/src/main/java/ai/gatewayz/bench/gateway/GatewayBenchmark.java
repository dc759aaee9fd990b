package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Shipped;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.bench.Table;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Direct, nginx and the gateway in turns; then starts with a large routing state. */
public final class GatewayBenchmark implements Benchmark {

  static final int OFFERS = 20_000;

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
      Packaging packaging = fromStartCache(setting);
      try (Gateways gateways = new Gateways()) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target("direct", provider));
        targets.add(new Target("nginx", proxy));
        if (setting.base().isPresent()) {
          Setting base = setting.at(setting.base().get());
          targets.add(
              gateways.add(
                  BenchedGateway.start(
                      base,
                      fromStartCache(base),
                      kafka.bootstrapServers(),
                      provider,
                      base.folder("state").resolve("snapshot.json")),
                  Traffic.BASE));
        }
        BenchedGateway gateway =
            BenchedGateway.start(setting, packaging, kafka.bootstrapServers(), provider, snapshot);
        targets.add(gateways.add(gateway, Traffic.GATEWAY));
        tables.addAll(new Traffic(setting, wrk, targets, gateway).measure());
      }
      tables.add(Starts.measure(setting, packaging, kafka, provider, snapshot));
      return tables;
    }
  }

  private static SkippedException missing(String program) {
    return new SkippedException(program + " (as root, `make bench` installs it from Debian)");
  }

  /** What runs at the same time, and ends together. */
  private static final class Gateways implements AutoCloseable {

    private final List<BenchedGateway> running = new ArrayList<>();

    Target add(BenchedGateway gateway, String name) {
      running.add(gateway);
      return gateway.target(name);
    }

    @Override
    public void close() throws InterruptedException {
      for (BenchedGateway each : running) {
        each.close();
      }
    }
  }

  private static Packaging fromStartCache(Setting setting) throws Exception {
    return Shipped.fromStartCache(setting.root(), setting.folder("cache"), Service.GATEWAY);
  }
}
