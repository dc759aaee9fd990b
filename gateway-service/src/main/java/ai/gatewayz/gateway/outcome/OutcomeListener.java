package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.consumer.Follower;
import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.fleet.Fleet;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads which offers fail at the other replicas: a failure there need not be paid for here once
 * more. Only what is new counts, so nothing is read twice and nothing is committed. Outcomes of the
 * version before are read for as long as it has replicas.
 */
@Singleton
@Startup
class OutcomeListener {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final String TASK = "read outcomes of other replicas";

  /** A rollout is over when no replica of the version before was heard for so long. */
  private static final Duration OLDER = Duration.ofMinutes(2);

  private final HeardOutcomes heard;
  private final KafkaAccess access;
  private final InstantSource clock;
  private final Map<String, Object> kafka;
  private final Follower follower = new Follower("outcome-listener");
  private volatile KafkaConsumer<String, byte[]> consumer;

  OutcomeListener(
      OutcomeWindows windows,
      LiveStandings standings,
      Fleet fleet,
      MeterRegistry registry,
      KafkaAccess access,
      InstantSource clock,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.heard =
        new HeardOutcomes(
            windows.replica(),
            standings,
            fleet,
            (topic, reason) -> skips(registry, topic, reason).increment(),
            clock);
    this.access = access;
    this.clock = clock;
    this.kafka = kafka;
    for (Topic topic : List.of(Topic.FAILURES, Topic.OUTCOMES)) {
      for (Refusal reason : Refusal.values()) {
        skips(registry, topic.topicName(), reason);
      }
    }
  }

  private static Counter skips(MeterRegistry registry, String topic, Refusal reason) {
    return Counter.builder("gatewayz.outcomes.skipped")
        .description("Outcomes of other replicas that were skipped, by reason")
        .tag("topic", topic)
        .tag("reason", reason.tag())
        .register(registry);
  }

  @PostConstruct
  void start() {
    follower.start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    follower.stop(
        () -> {
          KafkaConsumer<String, byte[]> running = consumer;
          if (running != null) {
            running.wakeup();
          }
        },
        Duration.ofSeconds(2));
  }

  Follower follower() {
    return follower;
  }

  private void run() throws InterruptedException {
    while (!follower.stopping()) {
      try (KafkaConsumer<String, byte[]> reader =
          new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
        consumer = reader;
        follow(reader);
      } catch (WakeupException e) {
        // Asked to stop; the loop looks.
      } catch (KafkaException e) {
        access.failed(TASK, e);
        Log.debugf(e, "Outcomes of other replicas cannot be read");
      } finally {
        consumer = null;
      }
      follower.progressed();
      follower.pause(PAUSE);
    }
  }

  private void follow(KafkaConsumer<String, byte[]> reader) {
    List<TopicPartition> failures = partitions(reader, Topic.FAILURES);
    List<TopicPartition> all = new ArrayList<>(failures);
    boolean older = clock.instant().isBefore(heard.olderHeard().plus(OLDER));
    if (older) {
      all.addAll(partitions(reader, Topic.OUTCOMES));
    }
    reader.assign(all);
    reader.seekToEnd(all);
    // Not there yet: looked for again after a pause.
    while (!follower.stopping() && !failures.isEmpty()) {
      follower.progressed();
      reader.poll(POLL).forEach(heard::accept);
      access.worked(TASK);
      if (older && clock.instant().isAfter(heard.olderHeard().plus(OLDER))) {
        older = false;
        reader.assign(failures);
      }
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> reader, Topic topic) {
    return reader.partitionsFor(topic.topicName(), ANSWER).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "latest");
    settings.put("allow.auto.create.topics", false);
    settings.put("reconnect.backoff.max.ms", 1_000);
    return settings;
  }
}
