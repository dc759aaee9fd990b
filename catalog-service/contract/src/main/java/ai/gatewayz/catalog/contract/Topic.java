package ai.gatewayz.catalog.contract;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of Gatewayz. Keys are {@code provider:id}, so that a partition keeps the order of one
 * offer, except for {@link #SYNCS} (provider), {@link #KEYS} (the id of a caller's key) and what a
 * gateway tells of many offers at once (the replica's name). All have the same number of
 * partitions, so that one replica of a consumer owns an offer in all of them; a record of {@link
 * #TRAFFIC} is in the partition of the offers that it tells of.
 */
public enum Topic {
  OFFERS("gatewayz.catalog.offers", Cleanup.COMPACT, Duration.ofDays(1)),
  CHANGES("gatewayz.catalog.changes", Cleanup.DELETE, Duration.ofDays(30)),
  SYNCS("gatewayz.catalog.syncs", Cleanup.DELETE, Duration.ofDays(30)),
  KEYS("gatewayz.catalog.keys", Cleanup.COMPACT, Duration.ofDays(1)),
  AVAILABILITY("gatewayz.health.availability", Cleanup.COMPACT, Duration.ofDays(1)),
  TRANSITIONS("gatewayz.health.transitions", Cleanup.DELETE, Duration.ofDays(30)),
  OUTCOMES("gatewayz.gateway.outcomes", Cleanup.DELETE, Duration.ofDays(1)),
  TRAFFIC("gatewayz.gateway.traffic", Cleanup.DELETE, Duration.ofDays(1)),
  FAILURES("gatewayz.gateway.failures", Cleanup.DELETE, Duration.ofHours(1));

  /** Enough to spread the offers over the replicas of a large fleet. */
  public static final int PARTITIONS = 24;

  /**
   * Copies of each partition from which on two have to have what is written: one broker may be
   * down.
   */
  public static final int COPIES_OF_A_CLUSTER = 3;

  private static final Duration SEGMENT = Duration.ofHours(1);

  private final String name;
  private final Cleanup cleanup;
  private final Duration retention;

  Topic(String name, Cleanup cleanup, Duration retention) {
    this.name = name;
    this.cleanup = cleanup;
    this.retention = retention;
  }

  public String topicName() {
    return name;
  }

  /** Whether keys are {@code provider:id}; else they are one name. */
  public boolean keyedByOffer() {
    return switch (this) {
      case OFFERS, CHANGES, AVAILABILITY, TRANSITIONS, OUTCOMES -> true;
      case SYNCS, KEYS, TRAFFIC, FAILURES -> false;
    };
  }

  public Cleanup cleanup() {
    return cleanup;
  }

  /** How long events are kept; for a compacted topic, how long its tombstones are. */
  public Duration retention() {
    return retention;
  }

  /**
   * What the topic is made with, by Kafka's names. Only segments that are closed are compacted or
   * dropped: at the broker's usual seven days and a gibibyte, a week of re-told verdicts is read at
   * every start.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 << 20));
    // The one that every client can read, native executables included: it is the JDK's own.
    settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    switch (cleanup) {
      case COMPACT -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(retention));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(SEGMENT));
        settings.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
        settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(SEGMENT));
      }
      case DELETE -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(retention));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(retention.dividedBy(24)));
      }
    }
    return settings;
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  public enum Cleanup {
    /** the latest event of each key is kept for ever */
    COMPACT,
    /** events are dropped when they are old */
    DELETE
  }
}
