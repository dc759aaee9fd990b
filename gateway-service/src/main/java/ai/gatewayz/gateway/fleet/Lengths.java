package ai.gatewayz.gateway.fleet;

import java.time.Duration;

/**
 * How long windows are. Each replica tells its failures once a window, so that all of them together
 * tell 50 times a second at most, however many they are, and that is what each of them reads. What
 * health reads is a record per window and partition: 240 a second where there are 24. Of each offer
 * by itself all of them together tell once a second at most.
 */
public final class Lengths {

  private static final Duration FAILURES_PER_REPLICA = Duration.ofMillis(20);
  private static final Duration TRAFFIC_PER_REPLICA = Duration.ofMillis(100);

  /** Verdicts are not to stand on what is older. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final Duration OFFERS_PER_REPLICA = Duration.ofSeconds(1);
  private static final Duration LONGEST_OF_OFFERS = Duration.ofMinutes(5);

  private Lengths() {}

  /**
   * From one look for failures to the next.
   *
   * @param least however few replicas there are
   */
  public static Duration failures(Duration least, int replicas) {
    return between(least, FAILURES_PER_REPLICA.multipliedBy(replicas), LONGEST);
  }

  /** Of a window of what has not failed. */
  static Duration traffic(Duration least, int replicas) {
    return between(least, TRAFFIC_PER_REPLICA.multipliedBy(replicas), LONGEST);
  }

  /** Of a window of a single offer. */
  static Duration offers(Duration least, int replicas) {
    return between(least, OFFERS_PER_REPLICA.multipliedBy(replicas), LONGEST_OF_OFFERS);
  }

  private static Duration between(Duration least, Duration wanted, Duration longest) {
    Duration bounded = wanted.compareTo(longest) < 0 ? wanted : longest;
    return bounded.compareTo(least) < 0 ? least : bounded;
  }
}
