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
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The offers under watch with their turns. Not thread-safe: {@link Verdicts} guards it. */
final class Ledger {

  private final VerdictPolicy policy;
  private final Probeability probeability;
  private final Settings settings;
  private final Schedule schedule;
  private final Map<OfferKey, Watched> watched = new HashMap<>();
  private final Recollection recollection = new Recollection();
  private final Set<OfferKey> touched = new LinkedHashSet<>();
  private final Turns turns = new Turns();

  /**
   * @param retell how old an announcement may be before the same verdict, verified again, is
   *     announced again
   * @param wanted for how long an offer counts as wanted after callers used its model
   * @param least between two questions to one offer, whatever is the matter with it
   * @param reask how long the answer to a question that another replica asked is waited for
   */
  record Settings(Duration retell, Duration wanted, Duration least, Duration reask) {}

  /**
   * @param spread where in the spread of its waits an offer's turn lies, 0 to 1
   */
  Ledger(
      VerdictPolicy policy,
      Cadence cadence,
      Probeability probeability,
      Settings settings,
      ToDoubleFunction<OfferKey> spread) {
    this.policy = policy;
    this.probeability = probeability;
    this.settings = settings;
    this.schedule = new Schedule(cadence, settings, spread);
  }

  Recollection recollection() {
    return recollection;
  }

  Optional<Change> listed(Offer offer, Instant now) {
    Watched held = watched.get(offer.key());
    if (held != null && held.offer().version() >= offer.version()) {
      return Optional.empty();
    }
    Probeability.Prospect prospect = probeability.of(offer);
    Watched before = held == null ? before(offer, prospect, now) : held;
    Verdict verdict =
        prospect.obstacle() == null
            ? policy.probeable(before.verdict(), now)
            : policy.unprobeable(before.verdict(), prospect.obstacle(), now);
    Watched next = before.listed(offer, verdict, prospect);
    put(held, planned(next, schedule.turn(next, now)));
    return verdict.version() > before.verdict().version()
        ? Optional.of(new Change.Judged(offer, before.verdict().state(), verdict, null))
        : Optional.empty();
  }

  private Watched before(Offer offer, Probeability.Prospect prospect, Instant now) {
    Watched kept = recollection.takeAside(offer.key());
    return kept == null
        ? Watched.first(
            offer,
            recollection.takeVerdict(offer.key(), now),
            prospect,
            recollection.takeAsked(offer.key()))
        : kept;
  }

  /**
   * Withdrawn further back than the offers are read by now: what is known of it waits for it to be
   * listed again.
   */
  void passedOver(OfferKey key) {
    Watched before = watched.remove(key);
    if (before != null) {
      turns.remove(before);
      recollection.keep(before);
    }
  }

  /** All offers that these are of are read: what is not listed by now was withdrawn meanwhile. */
  List<Change> read(Predicate<OfferKey> of) {
    touched.addAll(recollection.takePassed(of));
    List<OfferKey> unlisted = recollection.takeUnlisted(of);
    touched.addAll(unlisted);
    return unlisted.stream().<Change>map(Change.Withdrawn::new).toList();
  }

  Optional<Change> withdrawn(OfferKey key) {
    recollection.forget(key);
    touched.add(key);
    Watched before = watched.remove(key);
    turns.remove(before);
    return before == null || before.verdict().version() == 0
        ? Optional.empty()
        : Optional.of(new Change.Withdrawn(key));
  }

  /**
   * Evidence on an offer; nothing where the offer is not under watch here. It is kept for one that
   * is set aside.
   */
  Optional<Change> observed(OfferKey key, Observation seen, Instant now) {
    Watched before = watched.get(key);
    if (before == null) {
      recollection.missed(key, seen);
      return Optional.empty();
    }
    Verdict after = policy.apply(before.verdict(), seen);
    return switch (seen.source()) {
      case TRAFFIC -> {
        schedule.used(before.offer().model(), now);
        Optional<Change> change = judge(before, before.used(now), after, seen.at(), now);
        if (!seen.finding().alive()) {
          noLater(before);
        }
        yield change;
      }
      case PROBE -> judge(before, before.said(), after, seen.at(), now);
      case LISTING, OPERATOR, OTHER -> judge(before, before, after, seen.at(), now);
    };
  }

  /** What callers meet never lengthens the wait for our next look. */
  private void noLater(Watched before) {
    Watched next = watched.get(before.offer().key());
    boolean later = before.due() != null && next.due() != null && next.due().isAfter(before.due());
    // Who sleeps is woken by the callers themselves, and says for how long.
    if (later && next.verdict().state() != Availability.State.COLD) {
      put(next, planned(next, new Turn(before.due(), next.urgency())));
    }
  }

  /**
   * The provider is back: what failed with it is looked at, what callers have just used first. Not
   * to be asked for again and again: it goes over all offers.
   */
  void back(String provider, Instant now) {
    for (Watched each : List.copyOf(watched.values())) {
      boolean failed =
          each.verdict().faults().since() != null
              && each.offer().provider().equals(provider)
              && each.obstacle() == null
              && !each.asking();
      if (failed) {
        boolean pressing = schedule.worth(each, now).wanted();
        put(
            each,
            planned(
                each, new Turn(now, pressing ? Watched.Urgency.SUSPECT : Watched.Urgency.STALE)));
      }
    }
  }

  /** Gives back what was taken away since then because it was gone. */
  List<Change> reprieved(String provider, Instant since, Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Watched each : List.copyOf(watched.values())) {
      if (each.offer().provider().equals(provider)) {
        Verdict after = policy.reprieved(each.verdict(), since, now);
        if (after.version() > each.verdict().version()) {
          judge(each, each, after, null, now).ifPresent(changes::add);
        }
      }
    }
    return changes;
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

  /** The same verdict as a new announcement. */
  Optional<Change> retold(OfferKey key, Instant now) {
    Watched before = watched.get(key);
    return before == null
        ? Optional.empty()
        : judge(before, before, before.verdict().retold(now), null, now);
  }

  private Optional<Change> judge(
      Watched held, Watched before, Verdict verdict, Instant seen, Instant now) {
    Verdict after = verdict;
    boolean tell = after.version() > before.verdict().version();
    boolean verified =
        after.lastVerified() != null
            && !after.lastVerified().equals(before.verdict().lastVerified());
    boolean old =
        before.announced() == null || before.announced().plus(settings.retell).isBefore(now);
    if (!tell && verified && old) {
      after = after.retold(now);
      tell = true;
    }
    Watched next = before.judged(after, tell, now);
    put(held, planned(next, schedule.turn(next, now)));
    return tell
        ? Optional.of(new Change.Judged(before.offer(), before.verdict().state(), after, seen))
        : Optional.empty();
  }

  Schedule schedule() {
    return schedule;
  }

  /**
   * Brings turns up to date with time: intervals that the plan stretches, offers that came into use
   * or out of it, and verdicts that nothing stands on any more.
   */
  List<Change> aged(Map<String, Stretch> planned, Instant now) {
    schedule.plan(planned, now);
    List<Change> changes = new ArrayList<>();
    for (Watched each : List.copyOf(watched.values())) {
      if (each.obstacle() != null) {
        Verdict after = policy.lapsed(each.verdict(), each.obstacle(), now);
        if (after.version() > each.verdict().version()) {
          judge(each, each, after, null, now).ifPresent(changes::add);
        }
      } else {
        Verdict after = policy.unproven(each.verdict(), schedule.lately(each, now), now);
        if (after.version() > each.verdict().version()) {
          judge(each, each, after, null, now).ifPresent(changes::add);
        } else if (!each.asking() && schedule.mistaken(each, now)) {
          put(each, planned(each, schedule.turn(each, now)));
        }
      }
    }
    return changes;
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

  /** Puts offers aside until they are listed again: their past is read anew. */
  void setAside(Predicate<OfferKey> of) {
    watched
        .values()
        .removeIf(
            each -> {
              boolean aside = of.test(each.offer().key());
              if (aside) {
                turns.remove(each);
                recollection.aside(each);
              }
              return aside;
            });
  }

  /** Forgets offers that another replica owns now. */
  void drop(Predicate<OfferKey> lost) {
    recollection.drop(lost);
    touched.removeIf(lost);
    watched
        .values()
        .removeIf(
            each -> {
              boolean gone = lost.test(each.offer().key());
              if (gone) {
                turns.remove(each);
              }
              return gone;
            });
  }

  /**
   * Takes offers that have changed since they were last taken; one without a value is withdrawn.
   * Those that may yet be listed in the past that is being read stay: nobody knows of them now.
   */
  Map<OfferKey, Optional<Watched>> touched(int most) {
    Map<OfferKey, Optional<Watched>> taken = new LinkedHashMap<>();
    for (Iterator<OfferKey> each = touched.iterator(); each.hasNext() && taken.size() < most; ) {
      OfferKey key = each.next();
      Optional<Watched> held = find(key);
      if (held.isPresent() || !recollection.awaits(key)) {
        taken.put(key, held);
        each.remove();
      }
    }
    return taken;
  }

  Optional<Watched> find(OfferKey key) {
    return Optional.ofNullable(watched.get(key));
  }

  Collection<Watched> all() {
    return watched.values();
  }

  /** However urgent, and whoever wants it: no offer is asked in a loop. */
  private Watched planned(Watched each, Turn turn) {
    return each.planned(
        each.asked() == null ? turn : turn.notBefore(each.asked().plus(settings.least())));
  }

  private void put(Watched before, Watched next) {
    turns.remove(before);
    watched.put(next.offer().key(), next);
    touched.add(next.offer().key());
    turns.add(next);
  }
}
