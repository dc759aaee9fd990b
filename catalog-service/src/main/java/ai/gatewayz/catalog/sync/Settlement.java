package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.ModelId;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.drift.Shapes;
import ai.gatewayz.catalog.guard.Guard;
import ai.gatewayz.catalog.guard.GuardConfig;
import ai.gatewayz.catalog.guard.HeldChanges;
import ai.gatewayz.catalog.guard.HeldRepository;
import ai.gatewayz.catalog.guard.Judgement;
import ai.gatewayz.catalog.listing.Reading;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.OfferRepository;
import ai.gatewayz.catalog.offers.OfferWriter;
import ai.gatewayz.catalog.offers.Stored;
import ai.gatewayz.catalog.reconcile.Astray;
import ai.gatewayz.catalog.rules.RuleRepository;
import ai.gatewayz.catalog.rules.Rules;
import ai.gatewayz.providers.listing.ListedOffer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a reading the truth, in the transaction that is open: what differs from the stored offers
 * is judged, what is believed is written by the operator's rules, the rest is held, and the attempt
 * is closed with the report of it all.
 */
@ApplicationScoped
class Settlement {

  private final Attempts attempts;
  private final OfferRepository offers;
  private final OfferWriter writer;
  private final Astray astray;
  private final RuleRepository ruleBook;
  private final HeldRepository held;
  private final Shapes shapes;
  private final Guard guard;
  private final InstantSource clock;

  Settlement(
      Attempts attempts,
      OfferRepository offers,
      OfferWriter writer,
      Astray astray,
      RuleRepository ruleBook,
      HeldRepository held,
      Shapes shapes,
      GuardConfig limits,
      InstantSource clock) {
    this.attempts = attempts;
    this.offers = offers;
    this.writer = writer;
    this.astray = astray;
    this.ruleBook = ruleBook;
    this.held = held;
    this.shapes = shapes;
    this.guard = new Guard(limits);
    this.clock = clock;
  }

  Uni<Void> settle(SyncAttempt attempt, Reading reading) {
    return attempts
        .hold(attempt)
        .chain(
            () ->
                reading.offers().isEmpty()
                    ? nothing(attempt, reading)
                    : ruleBook
                        .standing(clock.instant())
                        .chain(rules -> differences(attempt, reading, rules)));
  }

  /** An empty list is never the truth. */
  private Uni<Void> nothing(SyncAttempt attempt, Reading reading) {
    return shapes
        .compare(attempt.provider, attempt.id, reading.shapes(), false, attempt.started)
        .chain(
            drift ->
                attempts.close(
                    attempt,
                    SyncEvent.Result.FAILED,
                    reading.shortfall().orElse("the list is empty"),
                    SyncReport.of(reading, Diff.NONE, 0, drift)));
  }

  private Uni<Void> differences(SyncAttempt attempt, Reading reading, Rules rules) {
    String provider = attempt.provider;
    return offers
        .stored(provider)
        .chain(
            stored -> {
              Diff all = Diff.between(provider, stored, reading.offers(), reach(reading));
              Diff diff = all.without(kept(provider, all, rules));
              return held.of(provider)
                  .chain(
                      before ->
                          judge(provider, stored, diff, before)
                              .chain(
                                  judged ->
                                      write(attempt, reading, rules, stored, judged)
                                          .chain(() -> hold(attempt, reading, before, judged))
                                          .chain(() -> close(attempt, reading, judged))));
            });
  }

  private Uni<Judgement> judge(
      String provider, Collection<Stored> stored, Diff diff, HeldChanges before) {
    return attempts
        .readBefore(provider)
        .chain(
            readBefore ->
                offers
                    .elsewhere(provider, priced(diff))
                    .map(
                        market -> guard.judge(stored, readBefore, diff, market, before::rejected)));
  }

  /** What a pin keeps though the list does not have it. */
  private static List<String> kept(String provider, Diff diff, Rules rules) {
    return diff.withdrawn().stream()
        .map(Stored::id)
        .filter(id -> rules.keeps(provider, id))
        .toList();
  }

  /** The models whose new prices can be compared with those of others. */
  private static Set<String> priced(Diff diff) {
    return Stream.concat(diff.added().stream(), diff.changed().stream().map(Diff.Changed::now))
        .map(Diff.Listed::offer)
        .filter(offer -> offer.price() instanceof Price.PerToken)
        .map(offer -> ModelId.key(offer.model()))
        .collect(Collectors.toSet());
  }

  private Uni<Void> write(
      SyncAttempt attempt,
      Reading reading,
      Rules rules,
      Collection<Stored> stored,
      Judgement judged) {
    String provider = attempt.provider;
    Diff released = judged.released();
    Set<String> written = new HashSet<>();
    released.changed().forEach(change -> written.add(change.before().id()));
    released.withdrawn().forEach(gone -> written.add(gone.id()));
    // Mostly none: the rules are applied when they are made, and when an offer is written.
    List<Stored> others = stored.stream().filter(offer -> !written.contains(offer.id())).toList();
    return writer
        .write(provider, released, rules, attempt.id, attempt.started)
        .chain(() -> writer.align(provider, others, rules, attempt.id, attempt.started))
        .chain(() -> astray.settle(provider, told(reading), rules, attempt.id, attempt.started));
  }

  /** Which offers the reading tells of: those that it has, and where it is complete, all. */
  private static Predicate<String> told(Reading reading) {
    return switch (reach(reading)) {
      case COMPLETE -> id -> true;
      case PARTIAL ->
          reading.offers().stream().map(ListedOffer::id).collect(Collectors.toSet())::contains;
      case ONLY_NEW -> id -> false;
    };
  }

  private Uni<Void> hold(
      SyncAttempt attempt, Reading reading, HeldChanges before, Judgement judged) {
    Set<String> listed = reading.offers().stream().map(ListedOffer::id).collect(Collectors.toSet());
    HeldChanges.Update update = before.after(judged, listed, reading.complete());
    return held.apply(attempt.provider, update, attempt.id, attempt.started);
  }

  private Uni<Void> close(SyncAttempt attempt, Reading reading, Judgement judged) {
    boolean believed = reading.complete() && judged.held().isEmpty();
    return shapes
        .compare(attempt.provider, attempt.id, reading.shapes(), believed, attempt.started)
        .chain(
            drift ->
                attempts.close(
                    attempt,
                    result(reading, judged),
                    reason(reading, judged),
                    SyncReport.of(reading, judged.released(), judged.withheld(), drift)));
  }

  private static SyncEvent.Result result(Reading reading, Judgement judged) {
    if (!reading.complete()) {
      return SyncEvent.Result.PARTIAL;
    }
    return judged.held().isEmpty() ? SyncEvent.Result.COMPLETE : SyncEvent.Result.QUARANTINED;
  }

  private static String reason(Reading reading, Judgement judged) {
    String reasons =
        Stream.of(reading.shortfall(), judged.reason())
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? null : reasons;
  }

  private static Diff.Reach reach(Reading reading) {
    if (reading.complete()) {
      return Diff.Reach.COMPLETE;
    }
    return reading.joinsWhatIsShort() ? Diff.Reach.ONLY_NEW : Diff.Reach.PARTIAL;
  }
}
