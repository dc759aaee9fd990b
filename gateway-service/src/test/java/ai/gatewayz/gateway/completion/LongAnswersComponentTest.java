package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider's answer of 14 MB is passed on in either form, and others are served meanwhile. */
@QuarkusTest
@TestProfile(LongAnswersComponentTest.AsShipped.class)
@QuarkusTestResource(GatewayStack.class)
class LongAnswersComponentTest {

  private static final String MODEL = "replay/long-answers";
  private static final Offer OFFER = chat("replay", MODEL);
  private static final int PARTS = 100;
  private static final int MEMBERS = 7_000;

  /** Of processor time: a machine that is busy holds up everybody. */
  private static final Duration HELD_UP = Duration.ofMillis(150);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Answers as long as in production. */
  public static final class AsShipped implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("gatewayz.gateway.attempts.max-answer", "16M");
    }
  }

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
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
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  @AfterEach
  void close() throws IOException {
    ticks.forEach(tick -> tick.cancel(false));
    provider.close();
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

  /** Members of an object of its own for each part: nothing that is joined away. */
  private static String members(int part) {
    return "\"part%d\":{%s}"
        .formatted(
            part,
            IntStream.range(0, MEMBERS)
                .mapToObj(i -> "\"member-%d\":%d".formatted(i, i))
                .collect(Collectors.joining(",")));
  }

  private static String whole() {
    String parts =
        IntStream.range(0, PARTS)
            .mapToObj(LongAnswersComponentTest::members)
            .collect(Collectors.joining(","));
    return "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"word\","
        + parts
        + "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
  }

  private static byte[] events() {
    StringBuilder events = new StringBuilder(RawProvider.CHUNK);
    for (int part = 0; part < PARTS; part++) {
      events
          .append("data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{")
          .append(members(part))
          .append("},\"finish_reason\":null}]}\n\n");
    }
    return events
        .append("data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},")
        .append("\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private void nobodyWaited() {
    assertTrue(
        longest.get() < HELD_UP.toNanos(),
        "an event loop did, without a break, " + longest.get() / 1_000_000 + " ms of work");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWholeOneIsPassedOn(boolean streamed) throws Exception {
    String whole = whole();
    provider.react(asked -> RawProvider.Reply.GOOD);
    Caller caller = new Caller(port);
    caller.complete(MODEL, streamed);
    provider.react(asked -> new RawProvider.Reply(200, whole));
    watch();
    Caller.Answer answer = caller.complete(MODEL, streamed);
    assertEquals(200, answer.status(), answer::body);
    assertTrue(answer.body().length() > 12_000_000, () -> "bytes: " + answer.body().length());
    assertTrue(!streamed || answer.body().endsWith("data: [DONE]\n\n"));
    nobodyWaited();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThatComesAsAStreamIsPutTogether(boolean doneIsTold) throws Exception {
    byte[] events = events();
    int length = doneIsTold ? events.length : events.length - "data: [DONE]\n\n".length();
    provider.behave(
        (in, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
                      + length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
          out.write(events, 0, length);
          out.flush();
        });
    Caller caller = new Caller(port);
    watch();
    Caller.Answer answer = caller.complete(MODEL, false);
    assertEquals(200, answer.status(), answer::body);
    assertEquals("word ", answer.at("/choices/0/message/content"));
    assertTrue(answer.body().length() > 12_000_000, () -> "bytes: " + answer.body().length());
    nobodyWaited();
  }

  /** Its bytes are taken in piece by piece, and read where nobody waits for it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLongEventIsPassedOnInItsOrder(boolean streamed) throws Exception {
    String parts =
        IntStream.range(0, PARTS / 2)
            .mapToObj(LongAnswersComponentTest::members)
            .collect(Collectors.joining(","));
    String events =
        RawProvider.CHUNK
            + "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"long \","
            + parts
            + "},\"finish_reason\":null}]}\n\n"
            + RawProvider.CHUNK
            + "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: [DONE]\n\n";
    provider.behave(
        (in, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
                      + events.length()
                      + "\r\n\r\n"
                      + events)
                  .getBytes(StandardCharsets.US_ASCII));
          out.flush();
        });
    Caller caller = new Caller(port);
    watch();
    Caller.Answer answer = caller.complete(MODEL, streamed);
    assertEquals(200, answer.status(), answer::body);
    if (streamed) {
      assertEquals(events, answer.body());
    } else {
      assertEquals("word long word ", answer.at("/choices/0/message/content"));
    }
    nobodyWaited();
  }
}
