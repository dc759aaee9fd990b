package ai.gatewayz.health.ledger;

import ai.gatewayz.health.ledger.Watched.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Who waits to be asked, by provider and urgency, in the order of their turns. */
public final class Turns {

  /** So many that cannot be asked now are looked past for one that can. */
  private static final int MOST_LOOKED_PAST = 200;

  private static final Comparator<Watched> BY_TURN =
      Comparator.comparing(Watched::due).thenComparing(watched -> watched.offer().id());

  private final Map<String, Map<Urgency, TreeSet<Watched>>> waiting = new HashMap<>();

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
   * more. What it takes does not wait any longer.
   */
  List<Watched> give(String provider, Instant now, Taker taker) {
    List<Watched> given = new ArrayList<>();
    int past = 0;
    for (TreeSet<Watched> queue : waiting.getOrDefault(provider, Map.of()).values()) {
      Iterator<Watched> next = queue.iterator();
      while (next.hasNext() && past < MOST_LOOKED_PAST) {
        Watched each = next.next();
        if (each.due().isAfter(now)) {
          break;
        }
        switch (taker.take(each)) {
          case YES -> {
            next.remove();
            given.add(each);
          }
          case NOT_NOW -> past++;
          case NOBODY -> {
            return given;
          }
        }
      }
    }
    return given;
  }
}
