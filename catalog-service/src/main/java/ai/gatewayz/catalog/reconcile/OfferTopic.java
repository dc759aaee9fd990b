package ai.gatewayz.catalog.reconcile;

import ai.gatewayz.catalog.consumer.CatalogEvents;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * What the topic of offers holds, read from its start, as consumers take it: a version that none of
 * them believes is none to go on above. Of each offer only what tells whether it is the same is
 * kept. Blocking, for one thread at a time.
 */
final class OfferTopic implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OfferTopic.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TELL = Duration.ofSeconds(5);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Duration patience;
  private final EventReader<Offer> reader;
  private final SkipLog skips;
  private final InstantSource clock;
  private final Map<String, Map<String, Told>> byProvider = new HashMap<>();
  private List<TopicPartition> partitions = List.of();
  private long highest;
  private long read;

  /**
   * @param patience how long Kafka may send nothing
   */
  OfferTopic(
      Map<String, Object> kafka, Duration patience, SkipLog.Counter skipped, InstantSource clock) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    this.patience = patience;
    this.reader = CatalogEvents.offers(clock);
    this.skips = new SkipLog(skipped, clock);
    this.clock = clock;
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads on to where the topic ends now.
   *
   * @throws TimeoutException where Kafka does not answer, or stops in the middle
   */
  void readToEnd() {
    if (partitions.isEmpty()) {
      partitions =
          consumer.partitionsFor(Topic.OFFERS.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Instant now = clock.instant();
    Instant deadline = now.plus(patience);
    Instant tell = now.plus(TELL);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var records = consumer.poll(POLL);
      records.forEach(this::take);
      now = clock.instant();
      if (!records.isEmpty()) {
        deadline = now.plus(patience);
      } else if (now.isAfter(deadline)) {
        throw new TimeoutException("Kafka stopped sending offers before the end of the topic");
      }
      if (now.isAfter(tell)) {
        LOG.infof("Reading the offers that Kafka holds: %d events so far", read);
        tell = now.plus(TELL);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    read++;
    switch (reader.read(record)) {
      case Reading.Taken<Offer>(Offer offer) -> {
        highest = Math.max(highest, offer.version());
        latest(offer.key(), Told.of(offer, record.value()));
      }
      case Reading.Gone<Offer> gone -> latest(gone.key(), Told.GONE);
      case Reading.Refused<Offer> refused -> {
        skips.skipped(record, refused);
        // Without a sound key it is nobody's offer, so nothing can be said about it.
        if (refused.reason() != Refusal.BAD_KEY) {
          latest(OfferKey.parse(record.key()), Told.unusable(record.value()));
        }
      }
    }
  }

  private void latest(OfferKey key, Told told) {
    byProvider.computeIfAbsent(key.provider(), provider -> new HashMap<>()).put(key.id(), told);
  }

  /** By provider and id, the latest of each offer. */
  Map<String, Map<String, Told>> told() {
    return byProvider;
  }

  /** The highest version of all that consumers believe. */
  long highest() {
    return highest;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
