package ai.gatewayz.gateway.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TellerTest {

  private static final Duration TICK = Duration.ofMillis(500);

  /** So many that a window has five seconds. */
  private static final int REPLICAS = 50;

  private static final Duration OTHERS = Duration.ofSeconds(60);
  private static final int PARTITIONS = 24;

  private Instant now = Instant.parse("2026-02-01T00:00:00Z");
  private final Teller teller = new Teller("one", TICK, OTHERS, () -> now);
  private final List<Message> told = new ArrayList<>();

  private OutcomeWindow window(String id, Map<String, Long> findings) {
    return new OutcomeWindow(
        "together",
        id,
        "maker/" + id,
        "one",
        now.minus(TICK),
        now,
        findings,
        findings.containsKey("overloaded") ? 503 : null,
        findings.containsKey("answered") ? Map.of(240L, findings.get("answered")) : Map.of(),
        10,
        20,
        3,
        4,
        false);
  }

  private List<Message> tick(OutcomeWindow... windows) {
    now = now.plus(TICK);
    List<Message> messages = teller.tell(List.of(windows), REPLICAS, PARTITIONS);
    told.addAll(messages);
    return messages;
  }

  private static <T> List<T> of(List<Message> messages, Topic topic, Class<T> type) {
    return messages.stream()
        .filter(each -> each.topic() == topic)
        .map(each -> type.cast(each.event()))
        .toList();
  }

  private static List<TrafficWindow.Outcome> outcomes(List<Message> messages) {
    return of(messages, Topic.TRAFFIC, TrafficWindow.class).stream()
        .flatMap(each -> each.outcomes().stream())
        .toList();
  }

  @Test
  void answersWaitForTheEndOfTheWindow() {
    for (int i = 0; i < 9; i++) {
      assertEquals(
          List.of(), outcomes(tick(window("a", Map.of("answered", 1L, "content_refused", 1L)))));
    }
    TrafficWindow.Outcome outcome =
        outcomes(tick(window("a", Map.of("answered", 1L, "content_refused", 1L)))).getFirst();
    assertEquals(Map.of("answered", 10L, "content_refused", 10L), outcome.findings());
    assertEquals(Map.of(240L, 10L), outcome.ttftMillis());
    assertEquals(now.minus(TICK), outcome.to(), "the end of the last part that it was tried in");
  }

  @Test
  void aFailureIsToldAtOnceAfterWhatWasSeenBefore() {
    tick(window("a", Map.of("answered", 4L)));
    tick(window("b", Map.of("answered", 4L)));
    List<Message> messages = tick(window("a", Map.of("overloaded", 2L)));
    assertEquals(
        List.of(Map.of("answered", 4L), Map.of("overloaded", 2L)),
        outcomes(messages).stream().map(TrafficWindow.Outcome::findings).toList(),
        "the other offer waits");
    assertEquals(
        List.of(new FailureWindow.Failure("together", "a", Map.of("overloaded", 2L))),
        of(messages, Topic.FAILURES, FailureWindow.class).getFirst().offers());
    assertEquals(2, of(messages, Topic.OUTCOMES, OutcomeWindow.class).size());
  }

  @Test
  void replicasHearOfFailuresAndOfTheFirstAnswerAfterThem() {
    tick();
    assertEquals(List.of(), heard(tick(window("a", Map.of("answered", 5L)))));
    assertEquals(
        List.of(Map.of("timed_out", 1L)), heard(tick(window("a", Map.of("timed_out", 1L)))));
    assertEquals(
        List.of(Map.of("answered", 1L)),
        heard(tick(window("a", Map.of("answered", 1L, "timed_out", 1L)))),
        "it answers some");
    assertEquals(List.of(), heard(tick(window("a", Map.of("answered", 9L)))));
    assertEquals(List.of(), heard(tick(window("a", Map.of("answered", 9L, "rate_limited", 1L)))));
    assertEquals(
        List.of(),
        heard(tick(window("a", Map.of("request_refused", 9L, "budget_too_small", 1L)))),
        "requests are to blame");
  }

  private static List<Map<String, Long>> heard(List<Message> messages) {
    return of(messages, Topic.FAILURES, FailureWindow.class).stream()
        .flatMap(each -> each.offers().stream())
        .map(FailureWindow.Failure::findings)
        .toList();
  }

  @Test
  void aReplicaWithNothingToTellSaysThatItIsThere() {
    for (int i = 0; i < 60; i++) {
      tick();
    }
    assertEquals(3, told.size());
    assertEquals(List.of(), heard(told));
  }

  /** Seeds are fixed: the same traffic at every run. */
  @Test
  void nothingThatWasCountedIsLostOrToldTwice() {
    Random random = new Random(20_260_201);
    Map<String, Long> counted = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      List<OutcomeWindow> taken = new ArrayList<>();
      for (int offer = 0; offer < 200; offer++) {
        if (random.nextInt(3) == 0) {
          Map<String, Long> findings = new HashMap<>();
          findings.put("answered", 1L + random.nextInt(5));
          if (random.nextInt(10) == 0) {
            findings.put("overloaded", 1L);
          }
          if (random.nextInt(10) == 0) {
            findings.remove("answered");
            findings.put("content_refused", 1L);
          }
          taken.add(window("vendor/" + offer, findings));
        }
      }
      taken.forEach(each -> count(counted, TrafficWindow.Outcome.of(each)));
      tick(taken.toArray(OutcomeWindow[]::new));
    }
    told.addAll(teller.last(List.of(), PARTITIONS));
    Map<String, Long> toHealth = new HashMap<>();
    outcomes(told).forEach(each -> count(toHealth, each));
    assertEquals(counted, toHealth);
    Map<String, Long> toOthers = new HashMap<>();
    of(told, Topic.OUTCOMES, OutcomeWindow.class)
        .forEach(each -> count(toOthers, TrafficWindow.Outcome.of(each)));
    assertEquals(counted, toOthers);
    assertTrue(
        of(told, Topic.OUTCOMES, OutcomeWindow.class).stream().allMatch(OutcomeWindow::inTraffic));
  }

  private static void count(Map<String, Long> sums, TrafficWindow.Outcome outcome) {
    outcome.findings().forEach((finding, n) -> sums.merge(outcome.id() + finding, n, Long::sum));
    outcome.ttftMillis().forEach((bound, n) -> sums.merge(outcome.id() + bound, n, Long::sum));
    sums.merge("input", outcome.inputTokens(), Long::sum);
    sums.merge("output", outcome.outputTokens(), Long::sum);
    sums.merge("estimated input", outcome.estimatedInputTokens(), Long::sum);
    sums.merge("estimated output", outcome.estimatedOutputTokens(), Long::sum);
  }

  @Test
  void aRecordIsInThePartitionOfItsOffersAndThereIsOneOfEach() {
    for (int i = 0; i < 10; i++) {
      tick(
          java.util.stream.IntStream.range(0, 500)
              .mapToObj(offer -> window("vendor/" + offer, Map.of("answered", 1L)))
              .toArray(OutcomeWindow[]::new));
    }
    List<Message> traffic = told.stream().filter(each -> each.topic() == Topic.TRAFFIC).toList();
    Set<Integer> partitions = new HashSet<>();
    for (Message each : traffic) {
      assertTrue(partitions.add(each.partition()), "one record of a partition and window");
      for (TrafficWindow.Outcome outcome : ((TrafficWindow) each.event()).outcomes()) {
        OfferKey key = new OfferKey(outcome.provider(), outcome.id());
        assertEquals(each.partition(), Teller.partition(key, PARTITIONS));
      }
    }
    assertEquals(PARTITIONS, traffic.size());
    assertEquals(500, traffic.stream().mapToInt(Message::windows).sum());
  }

  /** Names as long as the validator lets them be, and every bucket there is. */
  @Test
  void recordsAreBoundedAndTakenByTheirReaders() {
    List<OutcomeWindow> taken = new ArrayList<>();
    Map<Long, Long> ttft = new HashMap<>();
    for (long bound = 0; bound < 60; bound++) {
      ttft.put(Long.MAX_VALUE - bound, 1_000_000L);
    }
    for (int i = 0; i < 2_000; i++) {
      String id = i + "模".repeat(500);
      taken.add(
          new OutcomeWindow(
              "together", id, id, "one", now, now, Map.of("overloaded", 1L), 503, ttft, 1, 1));
    }
    List<Message> messages = teller.tell(taken, REPLICAS, 1);
    EventReader<TrafficWindow> traffic = HealthEvents.traffic(() -> now);
    EventReader<FailureWindow> failures = HealthEvents.failures(() -> now);
    int read = 0;
    for (Message each : messages) {
      byte[] json = EventJson.write(each.event());
      assertTrue(json.length <= Slices.MOST_BYTES + 4_096, () -> "bytes: " + json.length);
      ConsumerRecord<String, byte[]> record =
          new ConsumerRecord<>(each.topic().topicName(), 0, 0, each.key(), json);
      if (each.topic() == Topic.TRAFFIC) {
        assertInstanceOf(Reading.Taken.class, traffic.read(record));
        read += each.windows();
      } else if (each.topic() == Topic.FAILURES) {
        assertInstanceOf(Reading.Taken.class, failures.read(record));
      }
    }
    assertEquals(2_000, read);
  }

  @Test
  void offersAreToldOneByOneInLongWindowsOrNotAtAll() {
    for (int i = 0; i < 120; i++) {
      tick(window("a", Map.of("answered", 1L)));
    }
    OutcomeWindow single = of(told, Topic.OUTCOMES, OutcomeWindow.class).getFirst();
    assertEquals(Map.of("answered", 120L), single.findings());
    assertEquals("maker/a", single.model());
    assertEquals(1, of(told, Topic.OUTCOMES, OutcomeWindow.class).size());

    Teller silent = new Teller("one", TICK, Duration.ZERO, () -> now);
    List<Message> messages =
        silent.last(List.of(window("a", Map.of("overloaded", 1L))), PARTITIONS);
    assertTrue(of(messages, Topic.OUTCOMES, OutcomeWindow.class).isEmpty());
    assertEquals(1, outcomes(messages).size());
  }
}
