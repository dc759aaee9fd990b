package ai.gatewayz.catalog.contract;

import java.time.Duration;

/**
 * The topics of Gatewayz. Keys are {@code provider:id}, except for {@link #SYNCS} (provider), so
 * that a partition keeps the order of one offer; all topics keyed by offer have the same number of
 * partitions, so that one replica of a consumer owns an offer in all of them.
 */
public enum Topic {
  OFFERS("gatewayz.catalog.offers", Cleanup.COMPACT, Duration.ofDays(1)),
  CHANGES("gatewayz.catalog.changes", Cleanup.DELETE, Duration.ofDays(30)),
  SYNCS("gatewayz.catalog.syncs", Cleanup.DELETE, Duration.ofDays(30)),
  AVAILABILITY("gatewayz.health.availability", Cleanup.COMPACT, Duration.ofDays(1)),
  OUTCOMES("gatewayz.gateway.outcomes", Cleanup.DELETE, Duration.ofDays(1));

  /**
   * Enough to spread the offers over some replicas, few enough to read from the start in a moment.
   */
  public static final int PARTITIONS = 6;

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

  public Cleanup cleanup() {
    return cleanup;
  }

  /** How long events are kept; for a compacted topic, how long its tombstones are. */
  public Duration retention() {
    return retention;
  }

  public enum Cleanup {
    /** the latest event of each key is kept for ever */
    COMPACT,
    /** events are dropped when they are old */
    DELETE
  }
}
