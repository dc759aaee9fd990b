package ai.gatewayz.gateway.fleet;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many replicas there are: this one, and those that published lately. Any thread may ask. */
@Singleton
public class Fleet {

  /** Longer than any of them is silent. */
  static final Duration MEMORY = Duration.ofSeconds(40);

  /** More than there ever are: records may name any. */
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Instant> others = new ConcurrentHashMap<>();

  public Fleet(InstantSource clock) {
    this.clock = clock;
  }

  /** Another one has said something. */
  public void heard(String replica) {
    if (others.size() < MOST || others.containsKey(replica)) {
      others.put(replica, clock.instant());
    }
  }

  public int size() {
    Instant old = clock.instant().minus(MEMORY);
    others.values().removeIf(last -> last.isBefore(old));
    return 1 + others.size();
  }
}
