package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.budget.Caps;
import ai.gatewayz.health.budget.Purpose;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.capability.CapabilityConfig;
import ai.gatewayz.health.capability.CapabilityPolicy;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.pace.Lane;
import ai.gatewayz.health.question.Form;
import ai.gatewayz.health.question.Manners;
import ai.gatewayz.health.question.Patience;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.capability.Colour;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Decides who is asked for a capability, with a share of a provider's pace and of the day's money,
 * and what probes of availability leave of both. Waits for nothing and asks nobody itself.
 */
@ApplicationScoped
public class CapabilityDesk {

  private final Verdicts verdicts;
  private final AccountFacts accounts;
  private final Hearing hearing;
  private final Purse purse;
  private final Caps caps;
  private final Manners manners;
  private final QuestionCost cost;
  private final Patience patience;
  private final CapabilityConfig config;
  private final BigDecimal mostUsd;
  private final CapabilityPolicy policy;
  private final CapabilityJournal journal;
  private final CapabilityMetrics metrics;
  private final InstantSource clock;
  private final CapabilityQueue queue = new CapabilityQueue();
  // Guarded by this.
  private final Map<String, Integer> probed = new HashMap<>();
  private LocalDate day = LocalDate.MIN;
  private BigDecimal spent = BigDecimal.ZERO;
  private BigDecimal allowed = BigDecimal.ZERO;

  public CapabilityDesk(
      Verdicts verdicts,
      AccountFacts accounts,
      Purse purse,
      Caps caps,
      Manners manners,
      QuestionCost cost,
      Patience patience,
      CapabilityConfig config,
      ProbeConfig probes,
      CapabilityJournal journal,
      CapabilityMetrics metrics,
      InstantSource clock) {
    this.verdicts = verdicts;
    this.accounts = accounts;
    this.hearing = new Hearing(accounts, verdicts);
    this.purse = purse;
    this.caps = caps;
    this.manners = manners;
    this.cost = cost;
    this.patience = patience;
    this.config = config;
    this.mostUsd = probes.mostUsd();
    this.policy = new CapabilityPolicy(config.interval(), config.confirm());
    this.journal = journal;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The share of the day's money for routine that is not for probes of availability. */
  double share() {
    return config.enabled() ? config.share() : 0;
  }

  /**
   * Looks anew whose turn it is.
   *
   * @param part this replica's part of all offers, 0 to 1
   * @param needed USD: what probes of availability need of a day's money for routine
   */
  synchronized void plan(double part, double needed) {
    Instant now = clock.instant();
    List<Watched> all = verdicts.all();
    metrics.held(all);
    for (Watched each : all) {
      Capabilities held = each.verdict().capabilities();
      if (!policy.lapsed(held, now).equals(held)) {
        learned(each.offer().key(), null, before -> policy.lapsed(before, now));
      }
    }
    double routine = caps.routine().doubleValue() * part;
    // The other half is for what nobody foresees: failures, second opinions, money held elsewhere.
    double over = (routine - needed) / 2;
    allowed = BigDecimal.valueOf(Math.max(routine * share(), over));
    if (config.enabled()) {
      double left = allowed.subtract(spentOn(now)).doubleValue();
      queue.fill(all, policy, verdicts::uses, left, now);
    }
  }

  /**
   * Adds one question where it is the turn of one: the share of the money is a share of the pace as
   * well, for at a provider of very many offers somebody always waits to be probed.
   */
  synchronized void assignShare(Provider provider, Lane lane, Instant now, List<Assignment> to) {
    if (probed.getOrDefault(provider.id(), 0) * share() >= 1) {
      assign(provider, lane, now, to, 1);
    }
  }

  /** So many probes of availability were sent to a provider. */
  synchronized void probed(String provider, int many) {
    probed.merge(provider, many, Integer::sum);
  }

  /** Adds the questions that the lane has room for; nobody waits there to be probed. */
  synchronized void assign(Provider provider, Lane lane, Instant now, List<Assignment> to) {
    assign(provider, lane, now, to, Integer.MAX_VALUE);
  }

  private void assign(Provider provider, Lane lane, Instant now, List<Assignment> to, int most) {
    if (!config.enabled() || accounts.trouble(provider.id()).isPresent()) {
      return;
    }
    int before = to.size();
    CapabilityQueue.Waiting next = queue.peek(provider.id());
    while (next != null && to.size() - before < most && !lane.busy(false, now)) {
      Step step = take(provider, lane, next, now, to);
      if (step == Step.WAIT) {
        return;
      }
      queue.drop(provider.id());
      next = queue.peek(provider.id());
    }
  }

  private enum Step {
    DONE,
    /** there is no money at hand: it stays where it is */
    WAIT
  }

  private Step take(
      Provider provider,
      Lane lane,
      CapabilityQueue.Waiting next,
      Instant now,
      List<Assignment> to) {
    Watched watched = next.watched();
    Offer offer = watched.offer();
    Form usual = manners.form(offer);
    CapabilityQuestion question =
        new CapabilityQuestion(next.due().capability(), colour(offer, now));
    boolean thinks = usual.effort() != Form.Effort.UNSAID || offer.can(Capability.REASONING);
    Form form = manners.whole(offer).tokens(Math.max(usual.tokens(), question.tokens(thinks)));
    BigDecimal usd = cost.most(offer.price(), question, form);
    ProbeRules rules = provider.dialect().probes();
    boolean gratis = usd.signum() == 0;
    boolean scarce = gratis && rules.freePerMinute() >= 0 && !next.due().pressing();
    if (scarce || usd.compareTo(mostUsd) > 0 || !rules.answers(question.operation())) {
      return Step.DONE;
    }
    if (!affordable(usd, now)) {
      // A cheaper one may be: nobody waits behind what is too dear for what is left of the day.
      return Step.DONE;
    }
    Purse.Reserved reserved = purse.reserve(provider.id(), Purpose.ROUTINE, usd);
    if (reserved == null) {
      return purse.dry(provider.id(), Purpose.ROUTINE) ? Step.DONE : Step.WAIT;
    }
    int units = rules.units(offer.id());
    boolean taken = lane.take(units, gratis, now);
    if (!taken || !verdicts.lend(offer.key())) {
      if (taken) {
        lane.over(units);
      }
      purse.settle(reserved, BigDecimal.ZERO);
      return Step.DONE;
    }
    spent = spent.add(usd);
    probed.put(provider.id(), 0);
    learned(offer.key(), question.capability(), held -> held.asked(question.capability(), now));
    to.add(
        new Assignment(
            offer,
            question.operation(),
            form,
            usual,
            watched.urgency(),
            units,
            reserved,
            now,
            patience.with(watched.verdict(), true),
            question));
    return Step.DONE;
  }

  private boolean affordable(BigDecimal usd, Instant now) {
    return usd.signum() == 0 || spentOn(now).add(usd).compareTo(allowed) <= 0;
  }

  private BigDecimal spentOn(Instant now) {
    LocalDate today = Purse.dayOf(now);
    if (!today.equals(day)) {
      day = today;
      spent = BigDecimal.ZERO;
    }
    return spent;
  }

  /** Another one each time, so that what is right by chance does not stay right. */
  private static Colour colour(Offer offer, Instant now) {
    int place = Math.floorMod(31 * offer.key().hashCode() + now.hashCode(), Colour.values().length);
    return Colour.values()[place];
  }

  /** An answer to one of these questions, or that there was none. */
  void answered(Assignment asked, ProbeResult result, Evidence evidence, BigDecimal usd) {
    OfferKey key = asked.offer().key();
    Capability capability = asked.test().capability();
    Instant now = clock.instant();
    synchronized (this) {
      if (Purse.dayOf(asked.at()).equals(day)) {
        spent = spent.subtract(asked.reserved().usd()).add(usd);
      }
    }
    learned(
        key,
        capability,
        held -> held.answered(capability, result.shown(), evidence.httpStatus(), now));
    metrics.tested(capability, result.shown().result());
    if (evidence.finding() == Finding.ANSWERED) {
      // How long it takes to think, or to call a function, is not the time to a first token.
      hearing.heard(key, Observation.of(now, Availability.Source.PROBE, evidence, null));
      return;
    }
    // What a model cannot do, or did not do at this moment, says nothing of whether it answers.
    if (evidence.finding().subject() == Subject.ACCOUNT) {
      accounts.observed(key, evidence.finding(), evidence.retryAfter());
    }
    verdicts.takeBack(key);
  }

  private void learned(OfferKey key, Capability which, UnaryOperator<Capabilities> step) {
    Optional<Capabilities> held = verdicts.learned(key, step);
    held.ifPresent(
        known ->
            known
                .tested()
                .forEach(
                    (capability, tested) -> {
                      if (which == null || which == capability) {
                        journal.learned(key, capability, tested);
                      }
                    }));
  }
}
