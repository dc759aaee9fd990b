package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.SyncEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which providers are due. Pure but for its own memory; for one thread at a time. */
final class SyncSchedule {

  private final Duration interval;
  private final Duration retry;
  private final int concurrency;
  private final Map<String, Instant> due = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final Set<String> running = new HashSet<>();

  SyncSchedule(Duration interval, Duration retry, int concurrency) {
    this.interval = interval;
    this.retry = retry;
    this.concurrency = concurrency;
  }

  /** The providers to begin with now, which count as running from here on. */
  synchronized List<String> begin(List<String> providers, Instant now) {
    List<String> begun =
        providers.stream()
            .filter(provider -> !running.contains(provider))
            .filter(provider -> !due.getOrDefault(provider, now).isAfter(now))
            .limit(Math.max(0, concurrency - running.size()))
            .toList();
    running.addAll(begun);
    return begun;
  }

  /** Whether this replica has not tried the provider since it started. */
  synchronized boolean first(String provider) {
    return !due.containsKey(provider);
  }

  /** It has ended; the next is due after the interval, or sooner where it was not complete. */
  synchronized void ended(String provider, SyncEvent.Result result, Instant now) {
    running.remove(provider);
    switch (result) {
      case COMPLETE, QUARANTINED, OTHER -> {
        failures.remove(provider);
        due.put(provider, now.plus(interval));
      }
      case STARTED, PARTIAL, FAILED -> {
        int before = failures.merge(provider, 1, Integer::sum) - 1;
        Duration wait = retry.multipliedBy(1L << Math.min(before, 16));
        due.put(provider, now.plus(wait.compareTo(interval) < 0 ? wait : interval));
      }
    }
  }

  /** Another replica is at it: look again before long. */
  synchronized void passed(String provider, Instant now) {
    running.remove(provider);
    due.put(provider, now.plus(retry.compareTo(interval) < 0 ? retry : interval));
  }

  /** It is due at once. */
  synchronized void hurry(String provider, Instant now) {
    due.put(provider, now);
  }
}
