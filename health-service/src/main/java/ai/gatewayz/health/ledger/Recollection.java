package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of offers from before this replica owned them, or came to own them again, until
 * each of them is listed. Not thread-safe.
 */
final class Recollection {

  /** Of one offer; the newest are kept. */
  static final int MOST_MISSED = 16;

  private final Map<OfferKey, Availability> told = new HashMap<>();
  private final Map<OfferKey, Instant> asked = new HashMap<>();
  private final Map<OfferKey, Capabilities> tested = new HashMap<>();
  private final Map<OfferKey, Watched> aside = new HashMap<>();
  private final Set<OfferKey> passed = new HashSet<>();
  private final Map<OfferKey, Deque<Observation>> missed = new HashMap<>();

  /** It was under watch here, and may be again: what was learned of it may not have been told. */
  void aside(Watched kept) {
    aside.put(kept.offer().key(), kept.answered());
  }

  /**
   * Evidence that came before the offer is listed again: an answer to a question comes only once.
   */
  void missed(OfferKey key, Observation seen) {
    if (aside.containsKey(key) || told.containsKey(key)) {
      Deque<Observation> kept = missed.computeIfAbsent(key, each -> new ArrayDeque<>());
      if (kept.size() == MOST_MISSED) {
        kept.removeFirst();
      }
      kept.addLast(seen);
    }
  }

  /** What came of an offer that is listed again, in its order. */
  Collection<Observation> takeMissed(OfferKey key) {
    Collection<Observation> taken = missed.remove(key);
    return taken == null ? List.of() : taken;
  }

  /** Was announced: counts where nothing newer is kept here. */
  void told(Availability verdict) {
    Watched kept = aside.get(verdict.key());
    if (kept == null) {
      told.put(verdict.key(), verdict);
    } else if (kept.verdict().version() < verdict.version()) {
      aside.remove(verdict.key());
      if (kept.asked() != null) {
        asked.put(verdict.key(), kept.asked());
      }
      told.put(verdict.key(), verdict);
    }
  }

  /** The offer as it was under watch here; null where it was not, or another replica knew more. */
  Watched takeAside(OfferKey key) {
    passed.remove(key);
    return aside.remove(key);
  }

  void asked(OfferKey key, Instant at) {
    asked.put(key, at);
  }

  /** Was written down of the offer's capabilities. */
  void tested(OfferKey key, Capabilities known) {
    tested.merge(key, known, Capabilities::newest);
  }

  /**
   * With what was written down of its capabilities, also where a replica that knew none told it.
   */
  Watched recalling(Watched listed) {
    Capabilities known = tested.remove(listed.offer().key());
    return known == null ? listed : listed.knowing(listed.verdict().capabilities().newest(known));
  }

  /** It was told to be withdrawn, or is it now. */
  void forget(OfferKey key) {
    told.remove(key);
  }

  /** It is not listed at this point of the past; it may be later. */
  void keep(Watched unlisted) {
    passed.add(unlisted.offer().key());
    if (unlisted.verdict().version() > 0) {
      aside.remove(unlisted.offer().key());
      told(Change.Judged.of(unlisted).availability());
    }
    if (unlisted.asked() != null) {
      asked(unlisted.offer().key(), unlisted.asked());
    }
  }

  /** The verdict that stood; that nothing is known where none did. */
  Verdict takeVerdict(OfferKey key, Instant now) {
    Availability before = told.remove(key);
    return before == null ? Verdict.unknown(now) : Verdict.restored(before);
  }

  /** When it was asked last, now where a clock that was ahead says later; null for never. */
  Instant takeAsked(OfferKey key, Instant now) {
    Instant at = asked.remove(key);
    return at != null && at.isAfter(now) ? now : at;
  }

  /** Whether the past that is being read may yet list it. */
  boolean awaits(OfferKey key) {
    return aside.containsKey(key) || told.containsKey(key) || passed.contains(key);
  }

  /** Takes those that were withdrawn in the past that is read now, and not listed again. */
  List<OfferKey> takePassed(Predicate<OfferKey> of) {
    List<OfferKey> taken = passed.stream().filter(of).toList();
    taken.forEach(passed::remove);
    return taken;
  }

  /** Takes those on which a verdict stands and which were not listed. */
  List<OfferKey> takeUnlisted(Predicate<OfferKey> of) {
    missed.keySet().removeIf(of);
    List<OfferKey> unlisted = new ArrayList<>();
    for (Watched kept : List.copyOf(aside.values())) {
      OfferKey key = kept.offer().key();
      if (of.test(key)) {
        aside.remove(key);
        if (kept.verdict().version() > 0) {
          unlisted.add(key);
        }
      }
    }
    for (OfferKey key : List.copyOf(told.keySet())) {
      if (of.test(key)) {
        told.remove(key);
        asked.remove(key);
        tested.remove(key);
        unlisted.add(key);
      }
    }
    return unlisted;
  }

  /** Forgets offers that another replica owns now. */
  void drop(Predicate<OfferKey> lost) {
    told.keySet().removeIf(lost);
    asked.keySet().removeIf(lost);
    tested.keySet().removeIf(lost);
    aside.keySet().removeIf(lost);
    passed.removeIf(lost);
    missed.keySet().removeIf(lost);
  }
}
