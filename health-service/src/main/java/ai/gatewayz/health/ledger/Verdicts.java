package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.override.OperatorWord;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.question.PriceCaps;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.VerdictPolicy;
import ai.gatewayz.health.verdict.VerdictSettings;
import ai.gatewayz.providers.Providers;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The one door by which evidence comes to verdicts. Any thread may use it; nothing in it waits for
 * anything.
 */
@ApplicationScoped
public class Verdicts {

  private final Ledger ledger;
  private final List<ChangeFollower> followers;
  private final List<EvidenceFollower> witnesses;
  private final Overrides overrides;
  private final InstantSource clock;

  public Verdicts(
      WatchConfig config,
      ProbeConfig probes,
      Providers providers,
      @All List<ChangeFollower> followers,
      @All List<EvidenceFollower> witnesses,
      Overrides overrides,
      InstantSource clock) {
    VerdictSettings defaults = VerdictSettings.DEFAULTS;
    VerdictSettings settings =
        new VerdictSettings(
            config.goneAfter(),
            defaults.shakyAfter(),
            defaults.soundAfter(),
            defaults.unaskableAfter(),
            defaults.memory(),
            defaults.failingAfter(),
            defaults.coldPause());
    this.ledger =
        new Ledger(
            new VerdictPolicy(settings),
            new Cadence(
                new Cadence.Settings(
                    config.freshness(),
                    config.idleFreshness(),
                    config.confirm(),
                    config.recovery())),
            new Probeability(
                providers,
                new QuestionCost(probes.assumedUsd(), probes.rerank().assumedUsd()),
                PriceCaps.of(probes)),
            new Ledger.Settings(
                config.retell(),
                config.wanted(),
                config.confirm(),
                probes.timeout().multipliedBy(2)),
            Turn::spread);
    this.followers = followers;
    this.witnesses = witnesses;
    this.overrides = overrides;
    this.clock = clock;
  }

  /**
   * An availability that was announced earlier, by this replica or by one that owned the offer
   * before.
   */
  public synchronized void restore(Availability verdict) {
    ledger.recollection().told(verdict);
  }

  /** The announcement that followed on an earlier one: the offer was withdrawn. */
  public synchronized void restoreWithdrawn(OfferKey key) {
    ledger.recollection().forget(key);
  }

  /** When an offer was last asked, by this replica or by one that owned it before. */
  public synchronized void restoreAsked(OfferKey key, Instant at) {
    ledger.recollection().asked(key, at);
  }

  /** What was written down of an offer's capabilities, before it is listed here. */
  public synchronized void restoreTested(OfferKey key, Capabilities known) {
    ledger.recollection().tested(key, known);
  }

  public synchronized void listed(Offer offer) {
    Instant now = clock.instant();
    announce(ledger.listed(offer, now));
    for (Observation seen : ledger.recollection().takeMissed(offer.key())) {
      announce(ledger.observed(offer.key(), seen, now));
    }
    // A provider that says itself that a model sleeps is believed; that it works or fails is for a
    // probe to see.
    if (Worth.word(offer) == Worth.Word.ASLEEP) {
      announce(ledger.observed(offer.key(), Observation.listedAsCold(now), now));
    }
  }

  /** It was withdrawn at a point of the past that is being read again; it may be listed later. */
  public synchronized void passedOver(OfferKey key) {
    ledger.passedOver(key);
  }

  /**
   * The past of these is read: verdicts on offers that are not listed by now are withdrawn, as they
   * would have been had a replica been there.
   */
  public synchronized void read(Predicate<OfferKey> of) {
    ledger.read(of).forEach(change -> announce(Optional.of(change)));
  }

  public synchronized void withdrawn(OfferKey key) {
    announce(ledger.withdrawn(key));
  }

  public synchronized void observed(OfferKey key, Observation told) {
    Instant now = clock.instant();
    Observation seen = told.notAfter(now);
    ledger
        .roll()
        .find(key)
        .ifPresent(held -> witnesses.forEach(witness -> witness.seen(held.offer(), seen)));
    announce(ledger.observed(key, seen, now));
  }

  /** Gives back what was taken away since then, and of which nothing was said before it begun. */
  public synchronized void reprieve(String provider, Instant since, Instant begun) {
    ledger
        .reprieved(provider, since, begun, clock.instant())
        .forEach(change -> announce(Optional.of(change)));
  }

  /** A provider that failed as a whole is back. */
  public synchronized void back(String provider) {
    ledger.returns().back(provider, clock.instant());
  }

  /** See {@link Returns#lookOut}. */
  public synchronized void lookOut(String provider, boolean away) {
    ledger.returns().lookOut(provider, away, clock.instant());
  }

  /** Has some that answered of late asked next: whether they still do tells of their provider. */
  public synchronized void witnesses(String provider, int most) {
    ledger.roll().witnesses(provider, most, clock.instant());
  }

  /** Publishes an offer's verdict again: an override of it was set, changed or ended. */
  public synchronized void retell(OfferKey key) {
    announce(ledger.retold(key, clock.instant()));
  }

  /**
   * Takes offers whose verdict, turn or own properties have changed since they were last taken; one
   * without a value is withdrawn. Offers that went to another replica are not among them.
   */
  public synchronized Map<OfferKey, Optional<Watched>> touched(int most) {
    return ledger.roll().touched(most, ledger.recollection()::awaits);
  }

  /**
   * Puts offers aside until they are listed again, with what was learned of them: their partitions
   * have come again, and are read from their start. Of what was announced meanwhile, only what is
   * newer replaces it.
   */
  public synchronized void setAside(Predicate<OfferKey> of) {
    ledger.setAside(of);
  }

  /** Forgets offers that another replica owns now. */
  public synchronized void drop(Predicate<OfferKey> lost) {
    ledger.drop(lost);
    overrides.drop(lost);
  }

  /**
   * Gives out offers of a provider whose turn it is, most urgent first; each is given out once
   * until something is seen of it.
   */
  public synchronized void due(String provider, Turns.Taker taker) {
    ledger.roll().due(provider, clock.instant(), taker);
  }

  /** Gives an offer back whose answer says nothing of it. */
  public synchronized void returned(OfferKey key, Instant again) {
    ledger.roll().returned(key, again, clock.instant());
  }

  /** Gives an offer back that was not asked, or is to be asked in another way. */
  public synchronized void postponed(OfferKey key, Instant again) {
    ledger.roll().postponed(key, again);
  }

  /** The same; its turn comes some time within {@code within} after {@code from}. */
  public synchronized void postponed(OfferKey key, Instant from, Duration within) {
    ledger.roll().postponed(key, from.plusMillis((long) (within.toMillis() * Turn.spread(key))));
  }

  /** See {@link Roll#lend}. */
  public synchronized boolean lend(OfferKey key) {
    return ledger.roll().lend(key, clock.instant());
  }

  /** See {@link Roll#takeBack}. */
  public synchronized void takeBack(OfferKey key) {
    ledger.roll().takeBack(key);
  }

  /**
   * Moves what is held of an offer's capabilities.
   *
   * @return what is held of them then; empty where the offer is not under watch here
   */
  public synchronized Optional<Capabilities> learned(
      OfferKey key, UnaryOperator<Capabilities> step) {
    Optional<Capabilities> next =
        ledger.roll().find(key).map(held -> step.apply(held.verdict().capabilities()));
    next.ifPresent(known -> announce(ledger.learned(key, known, clock.instant())));
    return next;
  }

  /** How much callers use a model, by their requests of late; 0 for not at all. */
  public synchronized double uses(String model) {
    return ledger.schedule().uses(model, clock.instant());
  }

  /**
   * Brings an offer's turn forward.
   *
   * @return false where it is not under watch here, or cannot be asked
   */
  public synchronized boolean hurry(OfferKey key) {
    return ledger.roll().hurry(key, clock.instant());
  }

  /** What the offers that can be asked would like of the plan. */
  public synchronized List<Claim> claims() {
    Instant now = clock.instant();
    List<Claim> claims = new ArrayList<>();
    for (Watched each : ledger.roll().all()) {
      if (each.obstacle() == null) {
        claims.add(ledger.schedule().claim(each, now));
      }
    }
    return claims;
  }

  /** Goes by a new plan from now on, and lets verdicts lapse that nothing stands on any more. */
  public synchronized void planned(Map<String, Stretch> stretches) {
    ledger.aged(stretches, clock.instant()).forEach(change -> announce(Optional.of(change)));
  }

  /** How long an answer of the offer is good for at present. */
  public synchronized Optional<Duration> interval(OfferKey key) {
    return ledger.roll().find(key).map(each -> ledger.schedule().interval(each, clock.instant()));
  }

  public synchronized Optional<Watched> find(OfferKey key) {
    return ledger.roll().find(key);
  }

  /** A copy of all. */
  public synchronized List<Watched> all() {
    return List.copyOf(ledger.roll().all());
  }

  private void announce(Optional<Change> change) {
    change.map(this::covered).ifPresent(told -> followers.forEach(each -> each.changed(told)));
  }

  private Change covered(Change change) {
    Optional<OperatorWord> word =
        change instanceof Change.Judged
            ? overrides.on(change.key(), clock.instant())
            : Optional.empty();
    overrides.announced(change.key(), word);
    return change instanceof Change.Judged judged && word.isPresent()
        ? new Change.Overridden(judged, word.get())
        : change;
  }
}
