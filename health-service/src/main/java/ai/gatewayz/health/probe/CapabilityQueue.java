package ai.gatewayz.health.probe;

import ai.gatewayz.health.capability.CapabilityPolicy;
import ai.gatewayz.health.ledger.Watched;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Which offers are asked for a capability next, by provider: what is doubted, then what is used
 * most, then what has waited for longest. Made anew every half a minute. Pure but for its state.
 */
final class CapabilityQueue {

  /** More of one provider are not asked until it is made anew. */
  private static final int MOST = 500;

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing((Waiting each) -> !each.due().pressing())
          .thenComparing(Comparator.comparingDouble(Waiting::uses).reversed())
          .thenComparing(each -> each.due().since())
          .thenComparing(each -> each.watched().offer().id());

  private final Map<String, Deque<Waiting>> waiting = new HashMap<>();

  /** An offer with the capability whose turn it is. */
  record Waiting(Watched watched, CapabilityPolicy.Due due, double uses) {}

  /**
   * @param uses of a model, of late
   */
  void fill(
      Collection<Watched> all,
      CapabilityPolicy policy,
      ToDoubleFunction<String> uses,
      Instant now) {
    Map<String, List<Waiting>> byProvider = new HashMap<>();
    for (Watched each : all) {
      // Nobody is asked what it can do before it is known to answer.
      if (each.soundly()) {
        policy
            .due(each.offer(), each.verdict().capabilities(), now)
            .ifPresent(
                due ->
                    byProvider
                        .computeIfAbsent(each.offer().provider(), id -> new ArrayList<>())
                        .add(new Waiting(each, due, uses.applyAsDouble(each.offer().model()))));
      }
    }
    waiting.clear();
    byProvider.forEach(
        (provider, some) ->
            waiting.put(
                provider, new ArrayDeque<>(some.stream().sorted(ORDER).limit(MOST).toList())));
  }

  /** The next one; null where none waits. */
  Waiting peek(String provider) {
    Deque<Waiting> queue = waiting.get(provider);
    return queue == null ? null : queue.peekFirst();
  }

  void drop(String provider) {
    waiting.get(provider).removeFirst();
  }
}
