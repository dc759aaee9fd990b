package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.SyncEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which providers are due. Pure but for its own memory; for one thread at a time. */
final class SyncSchedule {

  private final Duration interval;
  private final Duration retry;
  private final Duration startSpacing;
  private final int concurrency;
  private final Map<String, Instant> due = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final Set<String> running = new HashSet<>();

  SyncSchedule(Duration interval, Duration retry, Duration startSpacing, int concurrency) {
    this.interval = interval;
    this.retry = retry;
    this.startSpacing = startSpacing;
    this.concurrency = concurrency;
  }

  /**
   * The providers to begin with now, which count as running from here on: those first that have
   * waited longest, so that all have their turn also where there are too many for the interval.
   */
  synchronized List<String> begin(List<String> providers, Instant now) {
    List<String> begun =
        providers.stream()
            .filter(provider -> !running.contains(provider))
            .filter(provider -> !due(provider).isAfter(now))
            .sorted(Comparator.comparing(this::due))
            .limit(Math.max(0, concurrency - running.size()))
            .toList();
    running.addAll(begun);
    return begun;
  }

  private Instant due(String provider) {
    return due.getOrDefault(provider, Instant.MIN);
  }

  /**
   * How long ago a provider must have been begun for its turn to count, whoever began it: replicas
   * keep out of each other's way by it, and not out of their own. The interval runs from start to
   * start, while a turn comes after the last end, so that half of a wait is surely over.
   */
  synchronized Duration age(String provider) {
    if (!due.containsKey(provider)) {
      return startSpacing;
    }
    int failed = failures.getOrDefault(provider, 0);
    return (failed == 0 ? interval : waitAfter(failed)).dividedBy(2);
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
        int failed = failures.merge(provider, 1, Integer::sum);
        due.put(provider, now.plus(waitAfter(failed)));
      }
    }
  }

  private Duration waitAfter(int failed) {
    return sooner(retry.multipliedBy(1L << Math.min(failed - 1, 16)));
  }

  /** Another replica is at it, and tries again itself where it has to: look again before long. */
  synchronized void passed(String provider, Instant now) {
    running.remove(provider);
    failures.remove(provider);
    due.put(provider, now.plus(sooner(retry)));
  }

  private Duration sooner(Duration wait) {
    return wait.compareTo(interval) < 0 ? wait : interval;
  }
}
