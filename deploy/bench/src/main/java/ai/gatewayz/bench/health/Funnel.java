package ai.gatewayz.bench.health;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.State;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many verdicts a second: every outcome changes one. */
final class Funnel {

  private static final int OFFERS = 20_000;
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 3;

  /** Windows of each offer in a round: half of them trouble, half of them answers. */
  private static final int WINDOWS = 4;

  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final List<TopicPartition> VERDICTS =
      IntStream.range(0, Topic.PARTITIONS)
          .mapToObj(number -> new TopicPartition(Topic.AVAILABILITY.topicName(), number))
          .toList();

  private final List<Offer> offers = IntStream.range(1, OFFERS + 1).mapToObj(State::offer).toList();
  private final KafkaConsumer<byte[], byte[]> topic;
  private final Outcomes outcomes;

  private Funnel(KafkaConsumer<byte[], byte[]> topic, Outcomes outcomes) {
    this.topic = topic;
    this.outcomes = outcomes;
  }

  static Table measure(Setting setting) throws Exception {
    setting.progress().line("verdicts a second, " + OFFERS + " offers");
    try (Ground ground = Ground.start(setting, "funnel");
        KafkaConsumer<byte[], byte[]> topic =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", ground.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        Outcomes outcomes = new Outcomes(ground.bootstrapServers())) {
      Funnel funnel = new Funnel(topic, outcomes);
      State.write(ground.bootstrapServers(), funnel.offers.stream());
      try (BenchedHealth health = BenchedHealth.start(setting, ground)) {
        health.watchingMillis(OFFERS);
        health.toldMillis(OFFERS);
        return funnel.table(health);
      }
    }
  }

  private Table table(BenchedHealth health) throws Exception {
    for (int round = 0; round < WARM_UP; round++) {
      perSecond();
    }
    double[] perSecond = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      perSecond[round] = perSecond();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "outcomes read, evaluated and published, a second",
            String.format(Locale.ROOT, "%,.0f", Rounds.median(perSecond))));
    rows.add(
        List.of("resident memory under it", ProcessMemory.megabytes(health.memory().resident())));
    rows.add(
        List.of(
            "changes of state that the history in PostgreSQL lacks",
            String.format(
                Locale.ROOT, "%,.0f", health.metric("gatewayz_health_transitions_dropped_total"))));
    return new Table(
        "Verdicts of the health service",
        "Every outcome changes the verdict on one of "
            + OFFERS
            + " offers; measured until Kafka has the verdict. Medians of "
            + ROUNDS
            + " rounds of "
            + WINDOWS * OFFERS
            + " outcomes after "
            + WARM_UP
            + " to warm up; their sender, Kafka and PostgreSQL share the machine.",
        List.of("what", "measured"),
        rows);
  }

  /** A round; ends when every outcome has its verdict. */
  private double perSecond() throws IOException, InterruptedException {
    long before = announced();
    long began = System.nanoTime();
    for (int window = 0; window < WINDOWS; window++) {
      for (int i = 0; i < OFFERS; i++) {
        if (window % 2 == 0) {
          outcomes.trouble(offers.get(i), i / State.PROVIDERS.size());
        } else {
          outcomes.answers(offers.get(i));
        }
      }
    }
    outcomes.flush();
    while (announced() - before < (long) WINDOWS * OFFERS) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException("only " + (announced() - before) + " verdicts were published");
      }
      Thread.sleep(20);
    }
    return (announced() - before) / ((System.nanoTime() - began) / 1e9);
  }

  /** Where the topic of verdicts ends. */
  private long announced() {
    return topic.endOffsets(VERDICTS).values().stream().mapToLong(Long::longValue).sum();
  }
}
