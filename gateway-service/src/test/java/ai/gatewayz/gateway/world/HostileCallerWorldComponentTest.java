package ai.gatewayz.gateway.world;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.completion.Offered;
import ai.gatewayz.gateway.scripted.Call;
import ai.gatewayz.gateway.scripted.ScriptedProvider;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One caller sends ten thousand requests with every field, suffix and preference there is, and its
 * providers answer with everything that they are known to say; another's plain requests, which any
 * provider answers, go on. Nothing of the one is to reach the other: no cooling, no failure that
 * health or another replica would hear of, nothing learned of an offer.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class HostileCallerWorldComponentTest {

  private static final int REQUESTS = 10_000;

  /**
   * Fewer than a provider has seats and a key has requests, so that there is room for the other.
   */
  private static final int AT_ONCE = 16;

  private static final long SEED = 1_105;
  private static final int QUESTIONS_A_MINUTE = 4;
  private static final String MODEL = "world/Steady-1";
  private static final List<String> PROVIDERS = OddFields.PROVIDERS;

  /** Held, so that their levels are. */
  private static final List<Logger> LOUD =
      Stream.of("gatewayz.usage", "io.vertx.core.net.impl.ConnectionBase")
          .map(Logger::getLogger)
          .toList();

  private static ScriptedProvider provider;
  private static List<Offer> offers;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private final Set<String> trouble = new TreeSet<>();
  private volatile boolean over;

  @BeforeAll
  static void provider() throws Exception {
    offers = PROVIDERS.stream().map(id -> chat(id, "at-" + id, MODEL, 1)).toList();
    provider =
        new ScriptedProvider(
            SimulatedProviders.replayPort(), call -> NastyAnswers.wanted(call) < 0);
    provider.otherwise(
        new NastyAnswers(offers.stream().map(Offer::id).collect(Collectors.toSet())));
  }

  /** A line for each request, and for each connection that breaks, is not for twenty thousand. */
  @BeforeAll
  static void quiet() {
    LOUD.forEach(logger -> logger.setLevel(Level.OFF));
  }

  @AfterAll
  static void close() throws Exception {
    LOUD.forEach(logger -> logger.setLevel(null));
    provider.close();
  }

  @Test
  void nothingThatOneCallerDoesReachesAnother() throws Exception {
    Offered.only(offers, kafka, snapshots, standings);
    HostileCaller hostile = new HostileCaller(port, GatewayStack.OTHER_KEY);
    PlainCaller plain = new PlainCaller(port, GatewayStack.API_KEY, MODEL, PROVIDERS);
    long began = System.nanoTime();
    try (OutcomesHeard outcomes = new OutcomesHeard(kafka, offers)) {
      Thread steady = Thread.ofVirtual().start(plain::run);
      Thread watch = Thread.ofVirtual().start(this::watch);
      sendAll(hostile);
      plain.stop();
      steady.join();
      await().until(() -> registry.get("gatewayz.requests.active").gauge().value() == 0);
      over = true;
      watch.join();
      Map<String, Long> told = outcomes.all();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      System.out.println(
          "%d requests in %s: %s; %d plain ones; heard %s"
              .formatted(
                  REQUESTS, took, new TreeMap<>(hostile.counts()), plain.heard().size(), told));
      assertAll(
          () -> assertEquals(Set.of(), trouble, "live standing"),
          () -> assertEquals(Map.of(), failures(told), "failures that others hear of"),
          () -> wellServed(plain.heard()),
          () -> assertFewQuestions(took),
          () -> nothingLearned(plain));
    }
  }

  private void sendAll(HostileCaller hostile) {
    HostileRequests requests = new HostileRequests(SEED, MODEL);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (int i = 0; i < REQUESTS; i++) {
        HostileRequest request = requests.next();
        threads.execute(() -> hostile.send(request));
      }
    }
  }

  private void watch() {
    try {
      while (!over) {
        for (Offer offer : offers) {
          if (standings.cooling(offer.key())) {
            trouble.add(offer.provider() + " cools");
          }
          if (standings.faltering(offer.key())) {
            trouble.add(offer.provider() + " falters");
          }
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is neither an answer nor about a request. */
  private static Map<String, Long> failures(Map<String, Long> heard) {
    Map<String, Long> failures = new HashMap<>(heard);
    Arrays.stream(Finding.values())
        .filter(
            finding ->
                finding == Finding.ANSWERED
                    || finding == Finding.BUDGET_TOO_SMALL
                    || finding.subject() == Subject.REQUEST)
        .forEach(finding -> failures.remove(finding.label()));
    return failures;
  }

  private static void wellServed(List<PlainCaller.Heard> heard) {
    List<PlainCaller.Heard> ill = heard.stream().filter(one -> !one.wellServed()).toList();
    assertEquals(0, ill.size(), () -> "of " + heard.size() + ", the first: " + ill.getFirst());
    List<Duration> times = heard.stream().map(PlainCaller.Heard::took).sorted().toList();
    assertTrue(times.get(times.size() / 2).compareTo(Duration.ofSeconds(1)) < 0, "slow: " + times);
  }

  private static void assertFewQuestions(Duration took) {
    for (Offer offer : offers) {
      long questions = provider.calls(offer.id()).stream().filter(Call::own).count();
      assertTrue(
          questions <= QUESTIONS_A_MINUTE * (took.toMinutes() + 1),
          questions + " questions to " + offer.id());
    }
  }

  /** A stream with its usage is still asked for and answered as the caller wants it. */
  private static void nothingLearned(PlainCaller plain) throws InterruptedException {
    for (Offer offer : offers) {
      PlainCaller.Heard heard = plain.ask(offer.provider(), offer.provider() + "/" + MODEL, true);
      assertTrue(heard.wellServed(), heard.toString());
      assertTrue(heard.body().contains("\"completion_tokens\":5"), heard.toString());
      Call last = provider.calls(offer.id()).getLast();
      assertFalse(
          last.body().at("/stream_options/include_usage").isMissingNode(),
          "stream_options are left out for " + offer.id());
    }
  }
}
