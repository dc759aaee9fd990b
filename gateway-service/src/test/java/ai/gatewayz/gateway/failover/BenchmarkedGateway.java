package ai.gatewayz.gateway.failover;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.PackagedGateway;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.scripted.ScriptedProvider;
import ai.gatewayz.health.contract.Availability;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A packaged gateway with all layouts, each of which has providers and models of its own. */
final class BenchmarkedGateway implements AutoCloseable {

  /** Of the shuffled order; any will do. */
  private static final long SEED = 11;

  private final Map<String, ScriptedProvider> providers = new HashMap<>();
  private final List<Layout> layouts = Layout.all(providers, SEED);
  private final PackagedGateway gateway;

  /**
   * @param asks whether it asks fallen offers on its own
   */
  BenchmarkedGateway(Path data, boolean asks) throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("gatewayz.gateway.cooling.probe", Boolean.toString(asks));
    providers.forEach(
        (id, provider) -> {
          String prefix = "gatewayz.providers." + id;
          properties.put(prefix + ".dialect", "openai");
          properties.put(prefix + ".base-url", "http://127.0.0.1:" + provider.port() + "/v1");
          properties.put(prefix + ".api-key", "scripted-key");
        });
    gateway = PackagedGateway.startAsShipped(data, properties);
    offerAll();
  }

  private void offerAll() throws Exception {
    Set<Offer> offers = new LinkedHashSet<>();
    for (Layout layout : layouts) {
      for (Scenario scenario : layout.order()) {
        Place place = layout.place(scenario);
        offers.add(chat(place.providerId(), place.model()));
        offers.add(chat(place.fallbackProviderId(), place.fallback()));
      }
    }
    try (TopicWriter topics = new TopicWriter(gateway.bootstrapServers())) {
      for (Offer offer : offers) {
        topics.offer(offer);
        topics.verdict(answers(offer));
      }
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> available() >= offers.size());
  }

  /** It is known to answer, and not how fast: the longest waits apply. */
  private static Availability answers(Offer offer) {
    return new Availability(
        offer.provider(),
        offer.id(),
        offer.model(),
        Availability.State.AVAILABLE,
        "answered",
        Availability.Source.PROBE,
        NOON,
        NOON,
        NOON,
        200,
        null,
        null,
        1);
  }

  private int available() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body =
          http.send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:"
                                  + gateway.port()
                                  + "/v1/models?available=true&limit=1000"))
                      .header("Authorization", "Bearer " + GatewayStack.API_KEY)
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return body.split("\"object\"\\s*:\\s*\"model\"", -1).length - 1;
    }
  }

  /** Runs all layouts at once; the rows by layout, that of a single scenario with those of C. */
  Map<String, List<Row>> run() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<List<Row>>> begun = new LinkedHashMap<>();
      for (Layout layout : layouts) {
        begun.put(layout.name(), threads.submit(() -> new Run(gateway.port(), layout).rows()));
      }
      Map<String, List<Row>> rows = new LinkedHashMap<>();
      for (Map.Entry<String, Future<List<Row>>> each : begun.entrySet()) {
        rows.computeIfAbsent(each.getKey().replace(Layout.REFUSING, ""), name -> new ArrayList<>())
            .addAll(each.getValue().get());
      }
      return rows;
    }
  }

  @Override
  public void close() throws Exception {
    gateway.close();
    for (ScriptedProvider provider : providers.values()) {
      provider.close();
    }
  }
}
