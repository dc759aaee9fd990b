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
 * Which offers are asked for a capability next, by provider: what is doubted, then what is used,
 * most uses for the money first, then the others, cheapest first, for with the money for one that
 * is dear a hundred are tested. Made anew every half a minute. Pure but for its state.
 */
final class CapabilityQueue {

  /** More of one provider are not asked until it is made anew. */
  private static final int MOST = 500;

  /** USD: what costs less is as good as free. */
  private static final double FREE = 0.000_000_1;

  /** So many times as much as one for availability costs a question for a capability, about. */
  private static final int TIMES = 8;

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing((Waiting each) -> !each.due().pressing())
          .thenComparing(Comparator.comparingDouble(Waiting::usesForTheMoney).reversed())
          .thenComparingDouble(Waiting::usd)
          .thenComparing(each -> each.due().since())
          .thenComparing(each -> each.watched().offer().id());

  private final Map<String, Deque<Waiting>> waiting = new HashMap<>();

  /** An offer with the capability whose turn it is. */
  record Waiting(Watched watched, CapabilityPolicy.Due due, double uses) {

    /** Whether it waits for nobody that is cheaper. */
    boolean goesFirst() {
      return due.pressing() || uses > 0;
    }

    /** What a question of availability costs: one for a capability, {@link #TIMES} as much. */
    double usd() {
      return watched.prospect().usd();
    }

    double usesForTheMoney() {
      return uses / Math.max(usd(), FREE);
    }
  }

  /**
   * @param uses of a model, of late
   * @param usd what is left of the day's money for tests
   */
  void fill(
      Collection<Watched> all,
      CapabilityPolicy policy,
      ToDoubleFunction<String> uses,
      double usd,
      Instant now) {
    List<Waiting> due = new ArrayList<>();
    for (Watched each : all) {
      if (mayAnswer(each)) {
        policy
            .due(each.offer(), each.verdict().capabilities(), now)
            .map(turn -> new Waiting(each, turn, uses.applyAsDouble(each.offer().model())))
            .ifPresent(due::add);
      }
    }
    double dearest = dearest(due, usd);
    Map<String, List<Waiting>> byProvider = new HashMap<>();
    for (Waiting each : due) {
      // Nobody is asked what it can do before it is known to answer.
      if (each.watched().soundly() && (each.goesFirst() || each.usd() <= dearest)) {
        byProvider
            .computeIfAbsent(each.watched().offer().provider(), id -> new ArrayList<>())
            .add(each);
      }
    }
    waiting.clear();
    byProvider.forEach(
        (provider, some) ->
            waiting.put(
                provider, new ArrayDeque<>(some.stream().sorted(ORDER).limit(MOST).toList())));
  }

  private static boolean mayAnswer(Watched each) {
    return each.obstacle() == null
        && switch (each.verdict().state()) {
          case AVAILABLE, DEGRADED, COLD, UNKNOWN -> true;
          case UNAVAILABLE, UNPROBEABLE -> false;
        };
  }

  /**
   * What one that nobody uses may cost: the money goes to the cheapest of all providers, also where
   * they have yet to be looked at, so that a provider whose few offers are dear does not spend it
   * while one of very many is looked through.
   */
  private static double dearest(List<Waiting> due, double usd) {
    double first =
        due.stream()
            .filter(each -> each.goesFirst() && each.usd() * TIMES <= usd)
            .mapToDouble(each -> each.usd() * TIMES)
            .sum();
    double[] others =
        due.stream().filter(each -> !each.goesFirst()).mapToDouble(Waiting::usd).sorted().toArray();
    double left = usd - first;
    double dearest = FREE;
    for (int i = 0; i < others.length && left > 0; i++) {
      dearest = others[i];
      left -= others[i] * TIMES;
    }
    return dearest;
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
