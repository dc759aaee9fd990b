package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request that is taken on is accounted for once, whichever way it ends. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class UsageComponentTest {

  private static final String MODEL = "Cumulus/Finetune-2-13B";
  // Featherless tells its tokens in a stream only where it is asked to.
  private static final Offer OFFER = chat("featherless", MODEL);

  private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
  private static final Handler KEEP =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          LINES.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private final String id = UUID.randomUUID().toString();
  private Caller caller;

  @BeforeAll
  static void start() {
    simulator = SimulatedProviders.start();
    Logger.getLogger("gatewayz.usage").addHandler(KEEP);
  }

  @AfterAll
  static void close() {
    Logger.getLogger("gatewayz.usage").removeHandler(KEEP);
    simulator.close();
  }

  @BeforeEach
  void aModel() {
    caller = new Caller(port);
    simulator.faults().clear();
    simulator.journal().clear();
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(OFFER);
      topics.verdict(verdict(OFFER, State.AVAILABLE, 1));
    }
    await().until(() -> snapshots.current().offer(OFFER.key()).isPresent());
    standings.observed(OFFER.key(), Evidence.of(Finding.ANSWERED));
  }

  private HttpRequest.Builder ask(String more) {
    return ask(MODEL, more);
  }

  private HttpRequest.Builder ask(String model, String more) {
    return caller
        .request("/v1/chat/completions")
        .header("x-request-id", id)
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"model\":\""
                    + model
                    + "\",\"messages\":[{\"role\":\"user\",\"content\":\"words:40\"}]"
                    + more
                    + "}"));
  }

  private List<String> lines() {
    return LINES.stream().filter(line -> line.contains("request_id=" + id + " ")).toList();
  }

  /** The one line of the request; a second would have come with it. */
  private String line() {
    await().until(() -> !lines().isEmpty());
    assertEquals(1, lines().size(), lines().toString());
    return lines().getFirst();
  }

  private void broken(Fault.OfModel fault) {
    simulator.faults().set("featherless", MODEL, fault);
  }

  private long counted() {
    Collection<Timer> timers = registry.find("gen_ai.server.request.duration").timers();
    return timers.stream().mapToLong(Timer::count).sum();
  }

  @Test
  void aWholeAnswerIsDeliveredAndItsTokensAreTheProviders() throws Exception {
    long before = counted();
    assertEquals(200, caller.send(ask("")).status());
    String line = line();
    assertTrue(
        line.contains(
            "key=test operation=chat result=delivered provider=featherless model=" + MODEL),
        line);
    assertTrue(line.contains("attempts=1 input_tokens=3 output_tokens=40"), line);
    // 3 × 0.2 + 40 × 0.6 USD per million
    assertTrue(line.contains("estimated=false cost_usd=0.0000246 "), line);
    assertEquals(before + 1, counted());
  }

  @Test
  void aStreamThatTellsItsTokensIsCountedByThem() throws Exception {
    caller.send(ask(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
    String line = line();
    assertTrue(line.contains("result=delivered"), line);
    assertTrue(line.contains("output_tokens=40"), line);
    assertTrue(line.contains("estimated=false"), line);
  }

  @Test
  void aStreamIsAskedForItsTokensThoughItsCallerDidNot() throws Exception {
    caller.send(ask(",\"stream\":true"));
    String line = line();
    assertTrue(line.contains("result=delivered"), line);
    assertTrue(line.contains("input_tokens=3 output_tokens=40"), line);
    assertTrue(line.contains("estimated=false"), line);
  }

  @Test
  void aStreamThatTellsNoneIsEstimatedAndSaysSo() throws Exception {
    // Another offer than the other tests': that it is not to be asked is remembered.
    String id =
        simulator.catalog().chatIds("featherless").stream()
            .filter(name -> !name.equals(MODEL))
            .findFirst()
            .orElseThrow();
    Offered.only(List.of(chat("featherless", id)), kafka, snapshots, standings);
    simulator.faults().set("featherless", id, new Fault.DislikesStreamOptions());
    caller.send(ask(id, ",\"stream\":true"));
    String line = line();
    assertTrue(line.contains("result=delivered"), line);
    assertTrue(line.contains("attempts=1 "), line);
    long estimate = Long.parseLong(line.replaceAll(".* output_tokens=(\\d+) .*", "$1"));
    // " word0" to " word39": of two or three tokens each, whatever the simulator counts.
    assertTrue(estimate > 60 && estimate < 130, line);
    assertTrue(line.contains("estimated=true"), line);
  }

  @Test
  void anAnswerThatBreaksOffIsPartial() throws Exception {
    broken(new Fault.CutStream(20));
    caller.send(ask(",\"stream\":true"));
    String line = line();
    assertTrue(line.contains("result=partial"), line);
    assertTrue(line.contains("estimated=true"), line);
    assertFalse(line.contains("output_tokens=0 "), line);
  }

  @Test
  void aCallerWhoLeavesInTheMiddleIsAccountedFor() throws Exception {
    broken(new Fault.StallStream(10));
    HttpClient leaving = HttpClient.newHttpClient();
    HttpResponse<InputStream> answer =
        leaving.send(ask(",\"stream\":true").build(), HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode());
    BufferedReader said =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    for (int pieces = 0; pieces < 10; ) {
      pieces += isPiece(said.readLine()) ? 1 : 0;
    }
    said.close();
    leaving.shutdownNow();
    String line = line();
    assertTrue(line.contains("result=abandoned"), line);
    // Ten words of a letter or more, each with its number.
    assertTrue(line.matches(".* output_tokens=(1\\d|2\\d) .*"), line);
  }

  private static boolean isPiece(String line) throws Exception {
    return line.startsWith("data:")
        && !Caller.JSON
            .readTree(line.substring("data:".length()))
            .at("/choices/0/delta/content")
            .asText()
            .isEmpty();
  }

  @Test
  void aCallerWhoLeavesBeforeTheAnswerIsAccountedFor() throws Exception {
    broken(new Fault.Silent());
    HttpClient leaving = HttpClient.newHttpClient();
    leaving.sendAsync(ask("").build(), HttpResponse.BodyHandlers.ofString());
    await().until(() -> simulator.journal().count("featherless", MODEL) == 1);
    leaving.shutdownNow();
    String line = line();
    assertTrue(line.contains("result=abandoned"), line);
    assertTrue(line.contains("output_tokens=0 "), line);
    assertTrue(line.contains("estimated=true"), line);
  }

  @Test
  void aFailureIsAccountedForWithItsAttempts() throws Exception {
    broken(new Fault.ServerError(500));
    assertEquals(502, caller.send(ask("")).status());
    String line = line();
    assertTrue(line.contains("result=failed error=provider_error provider=featherless"), line);
    assertTrue(line.contains("attempts=2"), line);
    assertFalse(line.contains("tokens"), line);
  }

  @Test
  void whatNeverWentAnywhereIsAFailureToo() throws Exception {
    HttpRequest.Builder odd =
        caller
            .request("/v1/chat/completions")
            .header("x-request-id", id)
            .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"a b\\nc=d\""));
    assertEquals(400, caller.send(odd).status());
    assertTrue(line().contains("result=failed error=invalid_field attempts=0"), line());
  }

  /** Names that callers make up must not become series: the memory of a process is bounded. */
  @Test
  void tenThousandModelNamesMakeNoSeries() throws Exception {
    askForNames(0, 200);
    Set<String> before = series();
    askForNames(200, 10_200);
    assertEquals(before, series());
  }

  /** Of requests; those of the JVM come and go with its collectors. */
  private Set<String> series() {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getName() + meter.getId().getTags())
        .filter(series -> series.matches("(?:gatewayz|gen_ai|http)\\..*"))
        .collect(Collectors.toSet());
  }

  private void askForNames(int from, int to) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      List<CompletableFuture<?>> atWork = new ArrayList<>();
      for (int i = from; i < to; i++) {
        atWork.add(
            http.sendAsync(
                i % 2 == 0 ? completion(i) : lookUp(i), HttpResponse.BodyHandlers.discarding()));
        if (atWork.size() == 64) {
          CompletableFuture.allOf(atWork.toArray(CompletableFuture[]::new)).join();
          atWork.clear();
        }
      }
      CompletableFuture.allOf(atWork.toArray(CompletableFuture[]::new)).join();
    }
  }

  private HttpRequest completion(int number) {
    String body = "{\"model\":\"made/up-" + number + "\",\"messages\":[{\"role\":\"user\"}]}";
    return caller
        .request("/v1/chat/completions")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest lookUp(int number) {
    String name = URLEncoder.encode("made/up-" + number, StandardCharsets.UTF_8);
    return caller.request(URI.create("/v1/models/" + name).toString()).GET().build();
  }
}
