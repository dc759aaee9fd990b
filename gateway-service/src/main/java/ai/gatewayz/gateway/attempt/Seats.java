package ai.gatewayz.gateway.attempt;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The concurrency limit of calls to a provider. Reaching it is not a failure of the provider. Any
 * thread may take and give back.
 */
@Singleton
public class Seats {

  private final int each;
  private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

  Seats(AttemptConfig config) {
    each = config.connectionsPerProvider();
  }

  /** Takes a seat; false where there is none. */
  public boolean take(String provider) {
    AtomicInteger count = taken.computeIfAbsent(provider, id -> new AtomicInteger());
    if (count.incrementAndGet() <= each) {
      return true;
    }
    count.decrementAndGet();
    return false;
  }

  /** Gives back a seat that was taken. */
  public void give(String provider) {
    taken.get(provider).decrementAndGet();
  }

  /** How many are taken. */
  public int taken(String provider) {
    AtomicInteger count = taken.get(provider);
    return count == null ? 0 : count.get();
  }
}
