package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.Verdict;
import ai.gatewayz.health.verdict.VerdictPolicy;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The watched offers with their due probes. Not thread-safe: {@link Verdicts} guards it. */
final class Ledger {

  private final VerdictPolicy policy;
  private final Probeability probeability;
  private final Settings settings;
  private final Schedule schedule;
  private final Recollection recollection = new Recollection();
  private final Roll roll;
  private final Returns returns;

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
    this.roll = new Roll(schedule, settings.least());
    this.returns = new Returns(roll, schedule);
  }

  Recollection recollection() {
    return recollection;
  }

  Roll roll() {
    return roll;
  }

  Optional<Change> listed(Offer offer, Instant now) {
    Watched held = roll.get(offer.key());
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
    roll.put(held, roll.planned(next, schedule.turn(next, now)));
    return verdict.version() > before.verdict().version()
        ? Optional.of(new Change.Judged(offer, before.verdict().state(), verdict, null))
        : Optional.empty();
  }

  private Watched before(Offer offer, Probeability.Prospect prospect, Instant now) {
    Watched kept = recollection.takeAside(offer.key());
    return recollection.recalling(
        kept == null
            ? Watched.first(
                offer,
                recollection.takeVerdict(offer.key(), now),
                prospect,
                recollection.takeAsked(offer.key(), now))
            : kept);
  }

  /**
   * Withdrawn further back than the offers are read by now: what is known of it waits for it to be
   * listed again.
   */
  void passedOver(OfferKey key) {
    Watched before = roll.strike(key);
    if (before != null) {
      recollection.keep(before);
    }
  }

  /** All offers that these are of are read: what is not listed by now was withdrawn meanwhile. */
  List<Change> read(Predicate<OfferKey> of) {
    recollection.takePassed(of).forEach(roll::touch);
    List<OfferKey> unlisted = recollection.takeUnlisted(of);
    unlisted.forEach(roll::touch);
    return unlisted.stream().<Change>map(Change.Withdrawn::new).toList();
  }

  Optional<Change> withdrawn(OfferKey key) {
    recollection.forget(key);
    roll.touch(key);
    Watched before = roll.strike(key);
    return before == null || before.verdict().version() == 0
        ? Optional.empty()
        : Optional.of(new Change.Withdrawn(key));
  }

  /**
   * Evidence on an offer; nothing where the offer is not under watch here. It is kept for one that
   * is set aside.
   */
  Optional<Change> observed(OfferKey key, Observation seen, Instant now) {
    Watched before = roll.get(key);
    if (before == null) {
      recollection.missed(key, seen);
      return Optional.empty();
    }
    Verdict after = policy.apply(before.verdict(), seen);
    if (seen.finding() == Finding.ANSWERED && !after.failed()) {
      returns.answers(before, now);
    }
    return switch (seen.source()) {
      case TRAFFIC -> {
        schedule.used(before.offer().model(), seen.count(), now);
        Optional<Change> change = judge(before, before.used(now), after, seen.at(), now);
        if (!seen.finding().alive()) {
          roll.noLater(before);
        }
        yield change;
      }
      case PROBE -> judge(before, before.said(), after, seen.at(), now);
      case LISTING, OPERATOR, OTHER -> judge(before, before, after, seen.at(), now);
    };
  }

  Returns returns() {
    return returns;
  }

  /** See {@link VerdictPolicy#reprieved}. */
  List<Change> reprieved(String provider, Instant since, Instant begun, Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Watched each : List.copyOf(roll.all())) {
      if (each.offer().provider().equals(provider)) {
        Verdict after = policy.reprieved(each.verdict(), since, begun, now);
        if (after.version() > each.verdict().version()) {
          judge(each, each, after, null, now).ifPresent(changes::add);
        }
      }
    }
    return changes;
  }

  /** Another thing is known of its capabilities; announced where that is to be told. */
  Optional<Change> learned(OfferKey key, Capabilities known, Instant now) {
    Watched before = roll.get(key);
    if (before == null || known.equals(before.verdict().capabilities())) {
      return Optional.empty();
    }
    Watched next = before.knowing(known);
    roll.put(before, next);
    boolean news = !known.told().equals(before.verdict().capabilities().told());
    return news && before.verdict().version() > 0 ? retold(key, now) : Optional.empty();
  }

  /** The same verdict as a new announcement. */
  Optional<Change> retold(OfferKey key, Instant now) {
    Watched before = roll.get(key);
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
    roll.put(held, roll.planned(next, schedule.turn(next, now)));
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
    for (Watched each : List.copyOf(roll.all())) {
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
          roll.put(each, roll.planned(each, schedule.turn(each, now)));
        }
      }
    }
    return changes;
  }

  /** Puts offers aside until they are listed again: their past is read anew. */
  void setAside(Predicate<OfferKey> of) {
    roll.strike(of).forEach(recollection::aside);
  }

  /** Forgets offers that another replica owns now. */
  void drop(Predicate<OfferKey> lost) {
    recollection.drop(lost);
    roll.untouch(lost);
    roll.strike(lost);
  }
}
