package ai.gatewayz.gateway.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.OutcomeWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a fleet tells, of which every replica sees every offer all the time and one offer in a
 * hundred fails. The replicas are alike: one is run, and counted as many times as there are.
 */
class FleetArithmeticTest {

  private static final Duration LEAST = Duration.ofMillis(500);
  private static final Duration RUN = Duration.ofSeconds(200);
  private static final int PARTITIONS = 24;
  private static final String REPLICA = "0b3a5f34-7a0e-4a0c-9a0e-1f5d2a6d9f10";

  private Instant now = Instant.parse("2026-02-01T00:00:00Z");
  private final Random random = new Random(20_260_201);

  /** Records and compressed bytes of one replica. */
  private static final class Told {
    private long records;
    private long windows;
    private long bytes;
  }

  @ParameterizedTest
  @CsvSource({"1, 500", "10, 500", "50, 500", "200, 500", "50, 5000"})
  void doesNotGrowWithItsSquare(int replicas, int offers) {
    Map<Topic, Told> told = run(replicas, offers);
    double seconds = RUN.toMillis() / 1_000.0;
    double health = replicas * told.get(Topic.TRAFFIC).records / seconds;
    double entries = replicas * told.get(Topic.TRAFFIC).windows / seconds;
    double others = (replicas - 1) * told.get(Topic.FAILURES).records / seconds;
    double singles = replicas * told.get(Topic.OUTCOMES).records / seconds;
    double before = replicas * offers / (LEAST.toMillis() / 1_000.0);
    System.out.printf(
        Locale.ROOT,
        "%4d replicas, %,6d offers: before %,11.0f records/s, each read by all (%,9.0f kB/s);"
            + " now to health %,7.0f records/s of %,9.0f windows (%,7.0f kB/s), to each replica"
            + " %3.0f records/s (%,5.0f kB/s), to others %,9.0f records/s (%,7.0f kB/s)%n",
        replicas,
        offers,
        before,
        before * single() / 1_000,
        health,
        entries,
        replicas * told.get(Topic.TRAFFIC).bytes / seconds / 1_000,
        others,
        (replicas - 1) * told.get(Topic.FAILURES).bytes / seconds / 1_000,
        singles,
        replicas * told.get(Topic.OUTCOMES).bytes / seconds / 1_000);
    assertTrue(others <= 50.5, "a replica reads " + others + " records a second");
    long perTick = told.get(Topic.FAILURES).records;
    assertTrue(perTick <= seconds * 1_000 / Lengths.failures(LEAST, replicas).toMillis() + 1);
    assertTrue(health + others + singles <= before || replicas == 1, "fewer in all");
    assertEquals(
        told.get(Topic.OUTCOMES).windows,
        told.get(Topic.OUTCOMES).records,
        "one of each offer for others");
  }

  /** Twice the replicas, and no one reads more records for it. */
  @ParameterizedTest
  @CsvSource({"25, 50", "50, 100", "100, 200"})
  void whatOneReplicaReadsStaysAsItIs(int replicas, int twice) {
    double before = replicas * run(replicas, 100).get(Topic.FAILURES).records;
    double after = twice * run(twice, 100).get(Topic.FAILURES).records;
    assertEquals(1, after / before, 0.05);
  }

  private Map<Topic, Told> run(int replicas, int offers) {
    Map<Topic, Told> told = new EnumMap<>(Topic.class);
    for (Topic topic : List.of(Topic.TRAFFIC, Topic.FAILURES, Topic.OUTCOMES)) {
      told.put(topic, new Told());
    }
    Teller teller = new Teller(REPLICA, LEAST, Duration.ofSeconds(30), () -> now);
    Duration tick = Lengths.failures(LEAST, replicas);
    Instant end = now.plus(RUN);
    while (now.isBefore(end)) {
      now = now.plus(tick);
      List<OutcomeWindow> taken = new ArrayList<>(offers);
      for (int offer = 0; offer < offers; offer++) {
        taken.add(window(offer, tick));
      }
      count(teller.tell(taken, replicas, PARTITIONS), told);
    }
    return told;
  }

  private OutcomeWindow window(int offer, Duration tick) {
    boolean fails = offer % 100 == 7;
    String id = "vendor-" + offer % 211 + "/Model-" + offer / 2 + "-Instruct";
    return new OutcomeWindow(
        "together",
        id,
        id,
        REPLICA,
        now.minus(tick),
        now,
        fails ? Map.of("overloaded", 1L) : Map.of("answered", 2L),
        fails ? 503 : null,
        fails ? Map.of() : Map.of(160L + 80L * random.nextInt(4), 1L, 905L, 1L),
        fails ? 0 : 200 + random.nextInt(400),
        fails ? 0 : 100 + random.nextInt(400),
        0,
        0,
        false);
  }

  /** As a producer sends them: what goes to a partition at once is compressed at once. */
  private static void count(List<Message> messages, Map<Topic, Told> told) {
    Map<String, ByteArrayOutputStream> batches = new HashMap<>();
    for (Message each : messages) {
      Told of = told.get(each.topic());
      of.records++;
      of.windows += each.windows();
      int partition =
          each.partition() == null
              ? Math.floorMod(each.key().hashCode(), PARTITIONS)
              : each.partition();
      batches
          .computeIfAbsent(each.topic().name() + partition, absent -> new ByteArrayOutputStream())
          .writeBytes(EventJson.write(each.event()));
    }
    batches.forEach(
        (where, batch) ->
            told.get(Topic.valueOf(where.replaceAll("\\d+$", ""))).bytes +=
                compressed(batch.toByteArray()));
  }

  /** Of the records of before, of which a batch of 16 kB holds some forty. */
  private double single() {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    for (int offer = 0; offer < 40; offer++) {
      batch.writeBytes(EventJson.write(window(offer * 24, LEAST)));
    }
    return compressed(batch.toByteArray()) / 40.0;
  }

  private static long compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(1);
          }
        }) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.size();
  }
}
