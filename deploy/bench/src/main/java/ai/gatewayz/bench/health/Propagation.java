package ai.gatewayz.bench.health;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.BenchedGateway;
import ai.gatewayz.bench.gateway.State;
import ai.gatewayz.bench.measure.Latencies;
import ai.gatewayz.catalog.contract.Offer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How soon the gateway routes by what traffic saw: it is asked for its route until it does. */
final class Propagation {

  private static final int OFFERS = 20_000;
  private static final int SAMPLED = 200;
  private static final int WARM_UP = 40;

  /** Verdicts beside the sampled ones. */
  private static final int BESIDE_PER_SECOND = 100;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BenchedGateway gateway;
  private final Outcomes outcomes;

  private Propagation(BenchedGateway gateway, Outcomes outcomes) {
    this.gateway = gateway;
    this.outcomes = outcomes;
  }

  static Table measure(Setting setting) throws Exception {
    setting.progress().line("from outcomes to routing, " + OFFERS + " offers");
    List<Offer> sampled =
        IntStream.range(0, SAMPLED + WARM_UP)
            .mapToObj(i -> State.offer("bench", "bench/sampled-" + i))
            .toList();
    List<Offer> others = IntStream.range(1, OFFERS).mapToObj(State::offer).toList();
    try (Ground ground = Ground.start(setting, "propagation");
        Outcomes outcomes = new Outcomes(ground.bootstrapServers());
        ScheduledExecutorService beside = Executors.newSingleThreadScheduledExecutor()) {
      State.write(ground.bootstrapServers(), Stream.concat(sampled.stream(), others.stream()));
      try (BenchedHealth health = BenchedHealth.start(setting, ground);
          BenchedGateway gateway =
              BenchedGateway.start(
                  setting,
                  ground.bootstrapServers(),
                  ground.providerPort(),
                  setting.folder("propagation").resolve("snapshot.json"))) {
        health.toldMillis(sampled.size() + others.size());
        gateway.loadMillis();
        AtomicInteger number = new AtomicInteger();
        beside.scheduleAtFixedRate(
            () -> beside(outcomes, others, number.getAndIncrement()),
            0,
            1_000_000 / BESIDE_PER_SECOND,
            TimeUnit.MICROSECONDS);
        Propagation propagation = new Propagation(gateway, outcomes);
        propagation.sample(sampled.subList(0, WARM_UP));
        Table table = propagation.table(sampled.subList(WARM_UP, sampled.size()));
        beside.shutdownNow();
        return table;
      }
    }
  }

  private static void beside(Outcomes outcomes, List<Offer> others, int number) {
    Offer offer = others.get(number / 2 % others.size());
    if (number % 2 == 0) {
      outcomes.trouble(offer, number / 2);
    } else {
      outcomes.answers(offer);
    }
  }

  private Table table(List<Offer> sampled) throws Exception {
    Latencies all = sample(sampled);
    List<List<String>> rows = new ArrayList<>();
    for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
      rows.add(
          List.of(
              share == 1 ? "longest" : "p" + Math.round(share * 100),
              String.format(Locale.ROOT, "%.0f ms", all.millis(share))));
    }
    rows.add(List.of("in routing within a second, as the gateway itself counts", withinASecond()));
    return new Table(
        "From an outcome on Kafka to the gateway's routing",
        all.count()
            + " verdicts, half of them taking an offer away and half bringing it back, one after"
            + " the other beside "
            + BESIDE_PER_SECOND
            + " others a second, "
            + OFFERS
            + " offers. Before that a gateway collects outcomes for at most 0.5 s.",
        List.of("what", "measured"),
        rows);
  }

  private String withinASecond() throws IOException, InterruptedException {
    double within = gateway.metric("gatewayz_verdict_propagation_seconds_bucket\\{le=\"1.0\"}");
    double all = gateway.metric("gatewayz_verdict_propagation_seconds_count");
    return String.format(Locale.ROOT, "%,.0f of %,.0f", within, all);
  }

  private Latencies sample(List<Offer> offers) throws Exception {
    Latencies latencies = new Latencies();
    for (Offer offer : offers) {
      long began = System.nanoTime();
      outcomes.gone(offer);
      await(offer, "\"reason\":\"unavailable\"");
      latencies.add(System.nanoTime() - began);
      began = System.nanoTime();
      outcomes.answers(offer);
      await(offer, "\"state\":\"available\"");
      latencies.add(System.nanoTime() - began);
    }
    return latencies;
  }

  /** Asks for the route until it says so. */
  private void await(Offer offer, String said) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.address("/v1/route/chat/completions"))
            .header("Authorization", "Bearer " + BenchedGateway.key())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\""
                        + offer.model()
                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
            .build();
    long began = System.nanoTime();
    String route;
    do {
      route = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException("not in routing: " + said + " of " + offer.key() + ", but " + route);
      }
    } while (!route.contains(said));
  }
}
