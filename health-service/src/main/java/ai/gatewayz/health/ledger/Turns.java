package ai.gatewayz.health.ledger;

import ai.gatewayz.health.ledger.Watched.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The probe queue: offers by provider and urgency, in the order in which they are due. */
public final class Turns {

  /** So many that cannot be asked now are looked past for one that can. */
  private static final int MOST_LOOKED_PAST = 200;

  /** Every so many-th turn is not the most urgent's. */
  private static final int FAIR_EVERY = 4;

  private static final Comparator<Watched> BY_TURN =
      Comparator.comparing(Watched::due).thenComparing(watched -> watched.offer().id());

  private final Map<String, Map<Urgency, TreeSet<Watched>>> waiting = new HashMap<>();
  private final Map<String, Integer> turn = new HashMap<>();

  /** Decides on one offer whose turn it is. */
  public interface Taker {
    Taken take(Watched due);
  }

  public enum Taken {
    YES,
    /** it stays where it is; others may be asked */
    NOT_NOW,
    /** nobody at this provider can be asked now */
    NOBODY
  }

  void add(Watched each) {
    if (each.due() != null && !each.asking()) {
      waiting
          .computeIfAbsent(each.offer().provider(), provider -> new EnumMap<>(Urgency.class))
          .computeIfAbsent(each.urgency(), urgency -> new TreeSet<>(BY_TURN))
          .add(each);
    }
  }

  void remove(Watched each) {
    if (each != null && each.due() != null) {
      TreeSet<Watched> queue =
          waiting.getOrDefault(each.offer().provider(), Map.of()).get(each.urgency());
      if (queue != null) {
        queue.remove(each);
      }
    }
  }

  /**
   * Offers those whose turn it is to {@code taker}, most urgent first, until it takes nobody any
   * more. What it takes does not wait any longer. However many are urgent, every so often the turn
   * goes to who has waited longest.
   */
  List<Watched> give(String provider, Instant now, Taker taker) {
    List<Watched> given = new ArrayList<>();
    Looking looking = new Looking(now, taker, given);
    boolean more = true;
    while (more) {
      int before = given.size();
      more = looking.at(queues(provider)) && given.size() > before;
      if (given.size() > before) {
        turn.merge(provider, 1, (one, other) -> (one + other) % FAIR_EVERY);
      }
    }
    return given;
  }

  private List<TreeSet<Watched>> queues(String provider) {
    List<TreeSet<Watched>> queues =
        new ArrayList<>(waiting.getOrDefault(provider, Map.of()).values());
    queues.removeIf(TreeSet::isEmpty);
    if (turn.getOrDefault(provider, 0) == FAIR_EVERY - 1) {
      queues.sort(Comparator.comparing(queue -> queue.first().due()));
    }
    return queues;
  }

  /** For one to ask. */
  private static final class Looking {
    private final Instant now;
    private final Taker taker;
    private final List<Watched> given;
    private final Set<Watched> passed = Collections.newSetFromMap(new IdentityHashMap<>());

    Looking(Instant now, Taker taker, List<Watched> given) {
      this.now = now;
      this.taker = taker;
      this.given = given;
    }

    /** False where nobody can be asked any more; stops at the first that is taken. */
    boolean at(List<TreeSet<Watched>> queues) {
      for (TreeSet<Watched> queue : queues) {
        Iterator<Watched> next = queue.iterator();
        while (next.hasNext() && passed.size() < MOST_LOOKED_PAST) {
          Watched each = next.next();
          if (each.due().isAfter(now)) {
            break;
          }
          if (!passed.contains(each)) {
            switch (taker.take(each)) {
              case YES -> {
                next.remove();
                given.add(each);
                return true;
              }
              case NOT_NOW -> passed.add(each);
              case NOBODY -> {
                return false;
              }
            }
          }
        }
      }
      return true;
    }
  }
}
