package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The watched offers and which of them are due. Not thread-safe: {@link Verdicts} guards it. */
final class Roll {

  private final Schedule schedule;
  private final Duration least;
  private final Map<OfferKey, Watched> watched = new HashMap<>();
  private final Set<OfferKey> touched = new LinkedHashSet<>();
  private final Turns turns = new Turns();
  private final Failing failing = new Failing();

  /**
   * @param least between two questions to one offer
   */
  Roll(Schedule schedule, Duration least) {
    this.schedule = schedule;
    this.least = least;
  }

  /** Null where it is not under watch. */
  Watched get(OfferKey key) {
    return watched.get(key);
  }

  Optional<Watched> find(OfferKey key) {
    return Optional.ofNullable(watched.get(key));
  }

  Collection<Watched> all() {
    return watched.values();
  }

  /** Gives out those whose turn it is; see {@link Turns#give}. */
  void due(String provider, Instant now, Turns.Taker taker) {
    for (Watched given : turns.give(provider, now, taker)) {
      watched.put(given.offer().key(), given.asking(now));
    }
  }

  /**
   * A question whose answer says nothing of the offer: with each in a row the next waits for longer
   * than {@code again}.
   */
  void returned(OfferKey key, Instant again, Instant now) {
    Watched before = watched.get(key);
    if (before != null && before.asking()) {
      Watched next = before.unsaid(before.unsaid() + 1);
      Instant own = before.asked().plus(schedule.pause(next, now));
      put(before, planned(next, new Turn(again, before.urgency()).notBefore(own)));
    }
  }

  /** A question that was given out and not asked, or is to be put in another way. */
  void postponed(OfferKey key, Instant again) {
    Watched before = watched.get(key);
    if (before != null && before.asking()) {
      put(before, planned(before.answered(), new Turn(again, before.urgency())));
    }
  }

  /** Brings an offer's turn forward. */
  boolean hurry(OfferKey key, Instant now) {
    Watched before = watched.get(key);
    if (before == null || before.obstacle() != null) {
      return false;
    }
    if (!before.asking()) {
      put(before, planned(before, new Turn(now, Watched.Urgency.SUSPECT)));
    }
    return true;
  }

  /** Brings forward the turns of those that answered last. */
  void witnesses(String provider, int most, Instant now) {
    watched.values().stream()
        .filter(each -> each.offer().provider().equals(provider) && each.soundly())
        .sorted(Comparator.comparing((Watched each) -> each.verdict().lastVerified()).reversed())
        .limit(most)
        .toList()
        .forEach(each -> put(each, planned(each, new Turn(now, Watched.Urgency.SUSPECT))));
  }

  /** What callers meet never lengthens the wait for our next look. */
  void noLater(Watched before) {
    Watched next = watched.get(before.offer().key());
    boolean later = before.due() != null && next.due() != null && next.due().isAfter(before.due());
    // Who sleeps is woken by the callers themselves, and says for how long.
    if (later && next.verdict().state() != Availability.State.COLD) {
      put(next, planned(next, new Turn(before.due(), next.urgency())));
    }
  }

  /** However urgent, and whoever wants it: no offer is asked in a loop. */
  Watched planned(Watched each, Turn turn) {
    Instant disturbed = each.disturbed();
    return each.planned(disturbed == null ? turn : turn.notBefore(disturbed.plus(least)));
  }

  /**
   * Gives an offer out for a question that is not about whether it answers, so that it is asked for
   * one thing at a time.
   *
   * @return false where it cannot be asked for that now
   */
  boolean lend(OfferKey key, Instant now) {
    Watched before = watched.get(key);
    if (before == null || !before.soundly() || disturbedOfLate(before, now)) {
      return false;
    }
    put(before, before.lent(now));
    return true;
  }

  private boolean disturbedOfLate(Watched each, Instant now) {
    return each.disturbed() != null && each.disturbed().plus(least).isAfter(now);
  }

  /** That question is over, and has said nothing of whether it answers: its turn is as before. */
  void takeBack(OfferKey key) {
    Watched before = watched.get(key);
    if (before != null && before.asking()) {
      put(before, planned(before.answered(), new Turn(before.due(), before.urgency())));
    }
  }

  void put(Watched before, Watched next) {
    turns.remove(before);
    watched.put(next.offer().key(), next);
    touched.add(next.offer().key());
    turns.add(next);
    failing.follow(next.offer().key(), next);
  }

  Failing failing() {
    return failing;
  }

  /** Takes it off; null where it was not on. */
  Watched strike(OfferKey key) {
    Watched before = watched.remove(key);
    turns.remove(before);
    failing.follow(key, null);
    return before;
  }

  /** Takes all of these off. */
  List<Watched> strike(Predicate<OfferKey> of) {
    List<Watched> struck = new ArrayList<>();
    for (OfferKey key : List.copyOf(watched.keySet())) {
      if (of.test(key)) {
        struck.add(strike(key));
      }
    }
    return struck;
  }

  /** Something has changed of it, if no more than that it is withdrawn. */
  void touch(OfferKey key) {
    touched.add(key);
  }

  void untouch(Predicate<OfferKey> which) {
    touched.removeIf(which);
  }

  /**
   * Takes offers that have changed since they were last taken; one without a value is withdrawn.
   *
   * @param awaited those that may yet be listed in the past that is being read: they stay, for
   *     nobody knows of them now
   */
  Map<OfferKey, Optional<Watched>> touched(int most, Predicate<OfferKey> awaited) {
    Map<OfferKey, Optional<Watched>> taken = new LinkedHashMap<>();
    for (Iterator<OfferKey> each = touched.iterator(); each.hasNext() && taken.size() < most; ) {
      OfferKey key = each.next();
      Optional<Watched> held = find(key);
      if (held.isPresent() || !awaited.test(key)) {
        taken.put(key, held);
        each.remove();
      }
    }
    return taken;
  }
}
