package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.Latencies;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** The pages of the gateway's list of models, and the answer to who has the page already. */
public final class ModelPages {

  private static final int OFFERS = 20_000;
  private static final int MODELS = OFFERS / 2;
  private static final int LIMIT = 100;
  private static final int WARM_UP = 5_000;
  private static final int REQUESTS = 3_000;
  private static final int ROUNDS = 3;

  private ModelPages() {}

  public static Table measure(Setting setting) throws Exception {
    setting.progress().line("pages of " + OFFERS + " offers");
    try (KafkaBroker kafka = KafkaBroker.start(setting.folder("kafka-pages"), 0)) {
      State.createTopics(kafka.bootstrapServers());
      State.write(kafka.bootstrapServers(), 0, OFFERS);
      try (BenchedGateway gateway =
          BenchedGateway.start(
              setting,
              kafka.bootstrapServers(),
              FreePort.next(),
              setting.folder("state-pages").resolve("snapshot.json"))) {
        gateway.loadMillis();
        return table(gateway.target(Traffic.GATEWAY));
      }
    }
  }

  private static Table table(Target target) throws IOException {
    double[][] figures = new double[4][ROUNDS];
    try (GetCall call = new GetCall(target)) {
      pages(call, WARM_UP);
      unchanged(call, WARM_UP);
      for (int round = 0; round < ROUNDS; round++) {
        Latencies pages = pages(call, REQUESTS);
        Latencies unchanged = unchanged(call, REQUESTS);
        figures[0][round] = pages.percentile(0.5) / 1e3;
        figures[1][round] = pages.percentile(0.99) / 1e3;
        figures[2][round] = unchanged.percentile(0.5) / 1e3;
        figures[3][round] = unchanged.percentile(0.99) / 1e3;
      }
    }
    return new Table(
        "Pages of /v1/models on the gateway",
        OFFERS
            + " offers of "
            + MODELS
            + " models, pages of "
            + LIMIT
            + " from anywhere in the list, one connection; medians of "
            + ROUNDS
            + " rounds of "
            + REQUESTS
            + " requests.",
        List.of("what", "goal", "p50", "p99"),
        List.of(
            List.of("a page", "p99 under 5 ms", figure(figures[0]), figure(figures[1])),
            List.of("304", "p99 under 1 ms", figure(figures[2]), figure(figures[3]))));
  }

  private static String figure(double[] micros) {
    return Figures.millis(Rounds.median(micros));
  }

  private static Latencies pages(GetCall call, int requests) throws IOException {
    Latencies times = new Latencies();
    Random random = new Random(requests);
    for (int i = 0; i < requests; i++) {
      times.add(call.get(path(random), null, 200).nanos());
    }
    return times;
  }

  private static Latencies unchanged(GetCall call, int requests) throws IOException {
    Latencies times = new Latencies();
    String path = path(new Random(requests));
    String tag = call.get(path, null, 200).tag();
    for (int i = 0; i < requests; i++) {
      times.add(call.get(path, tag, 304).nanos());
    }
    return times;
  }

  private static String path(Random random) {
    // There is no key for most of their providers.
    return "/v1/models?view=all&limit=" + LIMIT + "&offset=" + random.nextInt(MODELS - LIMIT);
  }
}
