package ai.gatewayz.bench.health;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Many simulated replicas that say what their traffic sees, as before or as now, until closed. */
final class FleetTraffic implements AutoCloseable {

  /** Of gateways before: each offer twice a second. */
  static final Duration BEFORE = Duration.ofMillis(500);

  private static final int PARTS = 30;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private FleetTraffic(String kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", kafka);
    settings.put("acks", "1");
    settings.put("enable.idempotence", false);
    settings.put("buffer.memory", 32L << 20);
    Topics.compress(settings);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** As it was. */
  static FleetTraffic before(String kafka, int replicas, List<Offer> offers) {
    FleetTraffic fleet = new FleetTraffic(kafka);
    for (int i = 0; i < replicas; i++) {
      FleetWords words = new FleetWords("before-" + i, offers);
      fleet.each(BEFORE, i, replicas, () -> words.each(BEFORE));
    }
    return fleet;
  }

  /**
   * As it is.
   *
   * @param failures how often a replica tells what fails
   * @param window how often it tells health the rest
   * @param others how often it tells each offer to anybody else
   */
  static FleetTraffic now(
      String kafka,
      int replicas,
      List<Offer> offers,
      Duration failures,
      Duration window,
      Duration others) {
    FleetTraffic fleet = new FleetTraffic(kafka);
    for (int i = 0; i < replicas; i++) {
      FleetWords words = new FleetWords("now-" + i, offers);
      fleet.each(failures, i, replicas, () -> words.failures(failures));
      fleet.each(window, i, replicas, () -> words.answers(window));
      int[] part = {i};
      fleet.each(
          others.dividedBy(PARTS),
          i,
          replicas,
          () -> words.someForOthers(others, part[0]++ % PARTS, PARTS));
    }
    return fleet;
  }

  /** The replicas are not in step. */
  private void each(
      Duration period,
      int replica,
      int replicas,
      Supplier<List<ProducerRecord<String, byte[]>>> said) {
    long nanos = period.toNanos();
    clock.scheduleAtFixedRate(
        () -> send(said.get()), nanos * replica / replicas, nanos, TimeUnit.NANOSECONDS);
  }

  private void send(List<ProducerRecord<String, byte[]>> said) {
    for (ProducerRecord<String, byte[]> each : said) {
      producer.send(
          each,
          (sent, failure) -> {
            if (failure == null) {
              records.incrementAndGet();
            } else {
              failed.incrementAndGet();
            }
          });
    }
  }

  /** Records that Kafka has taken. */
  long records() {
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " records were not acknowledged");
    }
    return records.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    producer.close(Duration.ofSeconds(10));
  }
}
