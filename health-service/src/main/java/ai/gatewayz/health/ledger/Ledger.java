package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.Verdict;
import ai.gatewayz.health.verdict.VerdictPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The offers under watch with their turns. Not thread-safe: {@link Verdicts} guards it. */
final class Ledger {

  private static final Comparator<Watched> BY_TURN =
      Comparator.comparing(Watched::due)
          .thenComparing(watched -> watched.offer().provider())
          .thenComparing(watched -> watched.offer().id());

  private final VerdictPolicy policy;
  private final Cadence cadence;
  private final Probeability probeability;
  private final Duration retell;
  private final Map<OfferKey, Watched> watched = new HashMap<>();
  private final Map<OfferKey, Availability> restored = new HashMap<>();
  private final Set<OfferKey> touched = new LinkedHashSet<>();
  private final Map<String, Map<Watched.Urgency, TreeSet<Watched>>> turns = new HashMap<>();

  /**
   * @param retell how old an announcement may be before the same verdict, verified again, is
   *     announced again
   */
  Ledger(VerdictPolicy policy, Cadence cadence, Probeability probeability, Duration retell) {
    this.policy = policy;
    this.cadence = cadence;
    this.probeability = probeability;
    this.retell = retell;
  }

  /** A verdict that was announced before this replica owned its offer. */
  void restore(Availability verdict) {
    restored.put(verdict.key(), verdict);
  }

  Optional<Change> listed(Offer offer, Instant now) {
    Watched before = watched.get(offer.key());
    if (before != null && before.offer().version() >= offer.version()) {
      return Optional.empty();
    }
    Verdict known = before == null ? known(offer, now) : before.verdict();
    Optional<String> obstacle = probeability.obstacle(offer);
    Verdict verdict =
        obstacle
            .map(why -> policy.unprobeable(known, why, now))
            .orElseGet(() -> policy.probeable(known, now));
    Instant announced = before == null ? known.lastChecked() : before.announced();
    boolean tell = verdict.version() > known.version();
    Watched next =
        before == null
            ? new Watched(offer, verdict, null, Watched.Urgency.NEW, announced, false)
            : before.listed(offer, verdict, Turn.NEVER);
    boolean rights = obstacle.isEmpty();
    Turn turn = rights ? first(verdict, now, offer.key()) : Turn.NEVER;
    put(before, next.listed(offer, verdict, turn));
    return tell
        ? Optional.of(new Change.Judged(offer, known.state(), verdict, null))
        : Optional.empty();
  }

  private Verdict known(Offer offer, Instant now) {
    Availability before = restored.remove(offer.key());
    return before == null ? Verdict.unknown(now) : Verdict.restored(before);
  }

  /** A restored verdict keeps its age: a restart is no reason to ask everybody again. */
  private Turn first(Verdict verdict, Instant now, OfferKey key) {
    Instant from = verdict.lastChecked() == null ? now : verdict.lastChecked();
    return cadence.next(verdict, from, spread(key));
  }

  Optional<Change> withdrawn(OfferKey key) {
    restored.remove(key);
    touched.add(key);
    Watched before = watched.remove(key);
    unplan(before);
    return before == null || before.verdict().version() == 0
        ? Optional.empty()
        : Optional.of(new Change.Withdrawn(key));
  }

  /** Evidence on an offer; nothing where the offer is not under watch here. */
  Optional<Change> observed(OfferKey key, Observation seen, Instant now) {
    Watched before = watched.get(key);
    if (before == null) {
      return Optional.empty();
    }
    return judge(before, policy.apply(before.verdict(), seen), seen.at(), now);
  }

  /** The same verdict as a new announcement. */
  Optional<Change> retold(OfferKey key, Instant now) {
    Watched before = watched.get(key);
    return before == null
        ? Optional.empty()
        : judge(before, before.verdict().retold(now), null, now);
  }

  private Optional<Change> judge(Watched before, Verdict verdict, Instant seen, Instant now) {
    Verdict after = verdict;
    boolean tell = after.version() > before.verdict().version();
    boolean verified =
        after.lastVerified() != null
            && !after.lastVerified().equals(before.verdict().lastVerified());
    boolean old = before.announced() == null || before.announced().plus(retell).isBefore(now);
    if (!tell && verified && old) {
      after = after.retold(now);
      tell = true;
    }
    Turn turn = cadence.next(after, now, spread(before.offer().key()));
    put(before, before.judged(after, turn, tell, now));
    return tell
        ? Optional.of(new Change.Judged(before.offer(), before.verdict().state(), after, seen))
        : Optional.empty();
  }

  /**
   * Takes those whose turn it is, most urgent first; they are not given out again until something
   * is observed of them.
   */
  List<Offer> due(String provider, Instant now, int most) {
    List<Offer> due = new ArrayList<>();
    for (TreeSet<Watched> queue : turns.getOrDefault(provider, Map.of()).values()) {
      while (due.size() < most && !queue.isEmpty() && !queue.first().due().isAfter(now)) {
        Watched next = queue.pollFirst();
        watched.put(next.offer().key(), next.asked());
        due.add(next.offer());
      }
    }
    return due;
  }

  /** A question that was given out and not asked, or had no answer about the offer. */
  void returned(OfferKey key, Instant again) {
    Watched before = watched.get(key);
    if (before != null && before.asking()) {
      put(before, before.planned(new Turn(again, before.urgency())));
    }
  }

  /** Brings an offer's turn forward. */
  boolean hurry(OfferKey key, Instant now) {
    Watched before = watched.get(key);
    if (before == null || probeability.obstacle(before.offer()).isPresent()) {
      return false;
    }
    if (!before.asking()) {
      put(before, before.planned(new Turn(now, Watched.Urgency.SUSPECT)));
    }
    return true;
  }

  /** Forgets offers that another replica owns now. */
  void drop(Predicate<OfferKey> lost) {
    restored.keySet().removeIf(lost);
    touched.removeIf(lost);
    watched
        .values()
        .removeIf(
            each -> {
              boolean gone = lost.test(each.offer().key());
              if (gone) {
                unplan(each);
              }
              return gone;
            });
  }

  /**
   * Takes offers that have changed since they were last taken; one without a value is withdrawn.
   */
  Map<OfferKey, Optional<Watched>> touched(int most) {
    Map<OfferKey, Optional<Watched>> taken = new LinkedHashMap<>();
    for (Iterator<OfferKey> each = touched.iterator(); each.hasNext() && taken.size() < most; ) {
      OfferKey key = each.next();
      taken.put(key, find(key));
      each.remove();
    }
    return taken;
  }

  Optional<Watched> find(OfferKey key) {
    return Optional.ofNullable(watched.get(key));
  }

  Collection<Watched> all() {
    return watched.values();
  }

  private void put(Watched before, Watched next) {
    unplan(before);
    watched.put(next.offer().key(), next);
    touched.add(next.offer().key());
    if (next.due() != null && !next.asking()) {
      turns
          .computeIfAbsent(
              next.offer().provider(), provider -> new EnumMap<>(Watched.Urgency.class))
          .computeIfAbsent(next.urgency(), urgency -> new TreeSet<>(BY_TURN))
          .add(next);
    }
  }

  private void unplan(Watched before) {
    if (before != null && before.due() != null) {
      TreeSet<Watched> queue =
          turns.getOrDefault(before.offer().provider(), Map.of()).get(before.urgency());
      if (queue != null) {
        queue.remove(before);
      }
    }
  }

  private static double spread(OfferKey key) {
    return Math.floorMod(key.hashCode() * 0x9E3779B9, 1_000) / 1_000.0;
  }
}
