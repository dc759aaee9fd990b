package ai.gatewayz.bench.translation;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Shipped;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.BenchedGateway;
import ai.gatewayz.bench.gateway.Peer;
import ai.gatewayz.bench.gateway.State;
import ai.gatewayz.bench.gateway.Target;
import ai.gatewayz.bench.gateway.Wrk;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Service;
import java.util.List;
import java.util.stream.Stream;

/** Each protocol in turns: straight to the provider, passed on by the gateway, and translated. */
public final class ProtocolsBenchmark implements Benchmark {

  static final int OFFERS = 20_000;

  @Override
  public String name() {
    return "protocols";
  }

  @Override
  public String about() {
    return "Messages and Responses, passed on and translated, beside chat completions";
  }

  @Override
  public List<Table> run(Setting setting) throws Exception {
    String program =
        Peer.find("wrk")
            .orElseThrow(
                () -> new SkippedException("wrk (as root, `make bench` installs it from Debian)"));
    int provider = FreePort.next();
    setting.progress().line("Kafka with " + OFFERS + " offers, a provider, the gateway");
    try (KafkaBroker kafka = KafkaBroker.start(setting.folder("kafka"), 0);
        Peer ignoredProvider = Peer.provider(provider, setting.folder("provider"))) {
      State.createTopics(kafka.bootstrapServers());
      State.write(kafka.bootstrapServers(), 0, OFFERS);
      State.write(
          kafka.bootstrapServers(), Stream.of(State.offer(State.NATIVE, Target.NATIVE_MODEL)));
      Packaging packaging =
          Shipped.fromStartCache(setting.root(), setting.folder("cache"), Service.GATEWAY);
      try (BenchedGateway gateway =
          BenchedGateway.start(
              setting,
              packaging,
              kafka.bootstrapServers(),
              provider,
              setting.folder("state").resolve("snapshot.json"))) {
        gateway.loadMillis();
        Wrk wrk = new Wrk(program, setting.folder("wrk"));
        return new Course(setting, wrk, gateway, Way.all(gateway, provider)).measure();
      }
    }
  }
}
