package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Hears what traffic of the other replicas saw: a failure there need not be paid for here once
 * more. Only what is new counts, so nothing is read twice and nothing is committed.
 */
@Singleton
@Startup
class OutcomeListener {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final OutcomeWindows windows;
  private final LiveStandings standings;
  private final Map<String, Object> kafka;
  private volatile boolean stopping;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private Thread thread;

  OutcomeListener(
      OutcomeWindows windows,
      LiveStandings standings,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.windows = windows;
    this.standings = standings;
    this.kafka = kafka;
  }

  @PostConstruct
  void start() {
    thread = Thread.ofPlatform().name("outcome-listener").daemon().start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    KafkaConsumer<String, byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    thread.join(Duration.ofSeconds(2));
  }

  private void run() {
    while (!stopping) {
      try (KafkaConsumer<String, byte[]> reader =
          new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
        consumer = reader;
        follow(reader);
      } catch (WakeupException e) {
        // Asked to stop; the loop looks.
      } catch (KafkaException e) {
        Log.debugf(e, "Outcomes of other replicas are not heard");
      } finally {
        consumer = null;
      }
      if (!stopping) {
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> reader) {
    List<TopicPartition> partitions =
        reader.partitionsFor(Topic.OUTCOMES.topicName(), ANSWER).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    // Not there yet: looked for again after a pause.
    while (!stopping && !partitions.isEmpty()) {
      reader.poll(POLL).forEach(this::accept);
    }
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    try {
      OutcomeWindow window = EventJson.read(record.value(), OutcomeWindow.class);
      if (!window.replica().equals(windows.replica())) {
        heard(window);
      }
    } catch (UncheckedIOException | NullPointerException e) {
      Log.debugf(
          e,
          "Outcome %s-%d@%d cannot be read",
          record.topic(),
          record.partition(),
          record.offset());
    }
  }

  /** A window with both is no failure: the offer answers some. */
  private void heard(OutcomeWindow window) {
    OfferKey key = new OfferKey(window.provider(), window.id());
    boolean answers = window.findings().getOrDefault(Finding.ANSWERED.label(), 0L) > 0;
    for (Finding finding : Finding.values()) {
      if (window.findings().getOrDefault(finding.label(), 0L) > 0
          && (finding == Finding.ANSWERED || !answers)) {
        standings.observed(key, Evidence.of(finding));
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      stopping = true;
    }
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
