package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a body of 20 MB, it is answered, and others are served meanwhile. */
@QuarkusTest
@TestProfile(LongBodiesComponentTest.AsShipped.class)
@QuarkusTestResource(GatewayStack.class)
class LongBodiesComponentTest {

  private static final String MODEL = "replay/long";
  private static final Offer OFFER = chat("replay", MODEL);
  private static final String MESSAGES = ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

  /** Of processor time: a machine that is busy holds up everybody. */
  private static final Duration HELD_UP = Duration.ofMillis(250);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Limits that bodies as long as in production fit into. */
  public static final class AsShipped implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "gatewayz.gateway.requests.max-body", "21M",
          "gatewayz.gateway.requests.body-budget", "128M");
    }
  }

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;
  @Inject Vertx vertx;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private final List<ScheduledFuture<?>> ticks = new ArrayList<>();
  private final AtomicLong longest = new AtomicLong();
  private RawProvider provider;

  @BeforeEach
  void rawProvider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
    provider.react(asked -> RawProvider.Reply.GOOD);
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  @AfterEach
  void close() throws IOException {
    ticks.forEach(tick -> tick.cancel(false));
    provider.close();
    await().until(() -> registry.get("gatewayz.requests.body.bytes").gauge().value() == 0);
  }

  /** Every loop is asked to do a little, all the time. */
  private void watch() {
    for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
      AtomicLong last = new AtomicLong(Long.MAX_VALUE);
      ticks.add(
          loop.scheduleAtFixedRate(
              () -> {
                long now = THREADS.getCurrentThreadCpuTime();
                longest.accumulateAndGet(now - last.getAndSet(now), Math::max);
              },
              5,
              5,
              TimeUnit.MILLISECONDS));
    }
  }

  private record Case(String name, int status, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String many(int count, IntFunction<String> one) {
    return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(","));
  }

  static List<Case> bodies() {
    String begin = "{\"model\":\"" + MODEL + "\"";
    String text = "x".repeat(20_000_000);
    return List.of(
        new Case("a long text", 200, begin + ",\"messages\":[{\"content\":\"" + text + "\"}]}"),
        new Case("another field", 200, begin + ",\"x\":\"" + text + "\"" + MESSAGES),
        new Case("provider as a text", 400, begin + ",\"provider\":\"" + text + "\"" + MESSAGES),
        new Case("model as a text", 400, "{\"model\":\"" + text + "\"" + MESSAGES),
        new Case("a nest", 400, begin + ",\"x\":" + "[".repeat(10_000_000) + MESSAGES),
        new Case("names", 200, begin + "," + many(1_000_000, i -> "\"m" + i + "\":0") + MESSAGES),
        new Case(
            "messages",
            200,
            begin + ",\"messages\":[" + many(1_000_000, i -> "{\"content\":\"\"}") + "]}"),
        new Case(
            "edits",
            400,
            begin + ",\"messages\":[" + many(900_000, i -> "{\"role\":\"developer\"}") + "]}"),
        new Case(
            "provider names",
            400,
            begin + ",\"provider\":{" + many(1_000_000, i -> "\"m" + i + "\":0") + "}" + MESSAGES));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void itIsAnsweredAndNobodyElseWaits(Case sent) throws Exception {
    Caller caller = new Caller(port);
    caller.complete(MODEL, false);
    watch();
    Caller.Answer answer = caller.post("/v1/chat/completions", sent.body);
    assertEquals(sent.status, answer.status(), answer.body());
    assertTrue(
        longest.get() < HELD_UP.toNanos(),
        "an event loop did, without a break, " + longest.get() / 1_000_000 + " ms of work");
  }

  @Test
  void aNameThatIsTooLongIsUnknownAtOnce() throws Exception {
    Caller caller = new Caller(port);
    watch();
    for (String name : List.of("v/" + "ab".repeat(1_900), "n/" + "%61b".repeat(900))) {
      Caller.Answer answer = caller.send(caller.request("/v1/models/" + name));
      assertEquals(404, answer.status(), answer.body());
      assertEquals("[]", answer.json().at("/error/suggestions").toString());
    }
    String near = URLEncoder.encode("replay/lomg", StandardCharsets.UTF_8);
    for (int i = 0; i < 2; i++) {
      Caller.Answer answer = caller.send(caller.request("/v1/models/" + near));
      assertEquals(404, answer.status(), answer.body());
      assertEquals(MODEL, answer.at("/error/suggestions/0"), answer.body());
    }
    assertTrue(longest.get() < HELD_UP.toNanos());
  }
}
