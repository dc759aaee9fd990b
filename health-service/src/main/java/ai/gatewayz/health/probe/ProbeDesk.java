package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.budget.Caps;
import ai.gatewayz.health.budget.Purpose;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.ledger.Claim;
import ai.gatewayz.health.ledger.Turns;
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
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which offers are probed now, and reads the answers. It waits for nothing and sends
 * nothing itself; its time is the given clock's.
 */
@ApplicationScoped
public class ProbeDesk {

  /** Where an answer says nothing of the offer, or there is no money for the question. */
  private static final Duration LATER = Duration.ofMinutes(10);

  /** Over so much of the next day is spread what there was no money for. */
  private static final Duration POSTPONED_OVER = Duration.ofHours(12);

  private static final int NOT_FOUND = 404;

  private final Verdicts verdicts;
  private final Providers providers;
  private final AccountFacts accounts;
  private final Hearing hearing;
  private final Purse purse;
  private final Caps caps;
  private final Manners manners;
  private final QuestionCost cost;
  private final Patience patience;
  private final CapabilityDesk tests;
  private final InstantSource clock;
  private final Lanes lanes;
  private final ServedPaths paths = new ServedPaths();
  private volatile double share;

  public ProbeDesk(
      Verdicts verdicts,
      Providers providers,
      AccountFacts accounts,
      Purse purse,
      Caps caps,
      Manners manners,
      QuestionCost cost,
      Patience patience,
      ProbeConfig config,
      CapabilityDesk tests,
      InstantSource clock) {
    this.verdicts = verdicts;
    this.providers = providers;
    this.accounts = accounts;
    this.hearing = new Hearing(accounts, verdicts);
    this.purse = purse;
    this.caps = caps;
    this.manners = manners;
    this.cost = cost;
    this.patience = patience;
    this.lanes = new Lanes(config, clock);
    this.tests = tests;
    this.clock = clock;
  }

  /** This replica's part of all offers, 0 to 1, and so of each provider's limits. */
  public void share(double part) {
    share = part;
  }

  /** The questions to ask now. */
  public List<Assignment> next() {
    List<Assignment> assignments = new ArrayList<>();
    for (Provider provider : providers.all()) {
      if (provider.configured() && !accounts.paused(provider.id())) {
        assign(provider, assignments);
      }
    }
    return assignments;
  }

  private void assign(Provider provider, List<Assignment> assignments) {
    // As fine as the database keeps it: a question is known by when it was asked.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Lane lane = lanes.to(provider);
    lane.share(share, now);
    // While something is wrong with the provider, one question at a time finds out whether it
    // still is.
    boolean trouble = accounts.trouble(provider.id()).isPresent();
    verdicts.lookOut(provider.id(), accounts.away(provider.id()));
    List<Watched> unpaid = new ArrayList<>();
    tests.assignShare(provider, lane, now, assignments);
    int before = assignments.size();
    verdicts.due(
        provider.id(),
        due -> {
          if (lane.busy(trouble, now)) {
            return Turns.Taken.NOBODY;
          }
          ProbeRules rules = provider.dialect().probes();
          Operation operation = manners.operation(due.offer(), rules).orElseThrow();
          Form form =
              due.verdict().wantsWhole() ? manners.whole(due.offer()) : manners.form(due.offer());
          BigDecimal usd = cost.most(due.offer().price(), operation, form);
          Purpose purpose = purpose(due);
          Purse.Reserved reserved = purse.reserve(provider.id(), purpose, usd);
          if (reserved == null) {
            if (purse.dry(provider.id(), purpose)) {
              unpaid.add(due);
              return Turns.Taken.YES;
            }
            return Turns.Taken.NOT_NOW;
          }
          int units = rules.units(due.offer().id());
          if (!lane.take(units, usd.signum() == 0, now)) {
            purse.settle(reserved, BigDecimal.ZERO);
            return Turns.Taken.NOT_NOW;
          }
          Duration wait = patience.with(due.verdict(), form.effort() != Form.Effort.UNSAID);
          assignments.add(
              new Assignment(
                  due.offer(),
                  operation,
                  form,
                  manners.form(due.offer()),
                  due.urgency(),
                  units,
                  reserved,
                  now,
                  wait));
          return Turns.Taken.YES;
        });
    unpaid.forEach(each -> postpone(each, now));
    tests.probed(provider.id(), assignments.size() - before);
    tests.assign(provider, lane, now, assignments);
  }

  /** Nothing is left of the day's money for it. */
  private void postpone(Watched unpaid, Instant now) {
    if (unpaid.urgency() == Watched.Urgency.STALE) {
      // All that grew old today would be asked at once when the next day's money is there.
      verdicts.postponed(unpaid.offer().key(), midnight(now), POSTPONED_OVER);
    } else {
      verdicts.postponed(unpaid.offer().key(), now.plus(LATER));
    }
  }

  private static Instant midnight(Instant now) {
    return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }

  private static Purpose purpose(Watched due) {
    return switch (due.urgency()) {
      case SUSPECT, WANTED -> Purpose.PRESSING;
      case NEW, STALE -> Purpose.ROUTINE;
    };
  }

  /** An answer to a question, or that there was none. */
  public Settled answered(Assignment asked, ProbeResult result) {
    Offer offer = asked.offer();
    Instant now = clock.instant();
    Evidence evidence = read(asked, result.evidence(), now);
    providers.find(offer.provider()).ifPresent(each -> paced(lanes.to(each), asked, result, now));
    BigDecimal usd = cost(asked, result);
    purse.settle(asked.reserved(), usd);
    if (asked.test() != null) {
      tests.answered(asked, result, evidence, usd);
      return new Settled(asked, result, now, usd, asked.usual());
    }
    boolean otherwise =
        manners.answered(offer, asked.form(), evidence).isPresent()
            || (evidence.finding() == Finding.WRONG_OPERATION && otherOperation(asked));
    if (otherwise) {
      // About the way of asking, not about the model: it is asked again in another way.
      verdicts.postponed(offer.key(), now);
      if (accounts.observed(offer.key(), evidence.finding(), evidence.retryAfter())) {
        verdicts.back(offer.provider());
      }
    } else if (evidence.finding() == Finding.WRONG_OPERATION
        && SmallestQuestion.leavesOpen(offer)) {
      // That it does not chat says nothing of what it is for, which is too dear to be asked.
      verdicts.postponed(offer.key(), midnight(now), POSTPONED_OVER);
    } else if (saysNothing(evidence.finding())) {
      accounts.observed(offer.key(), evidence.finding(), evidence.retryAfter());
      if (evidence.finding() == Finding.PERMISSION_DENIED
          && accounts.trouble(offer.provider()).isEmpty()) {
        // One that we may not use, while we may use others, is an offer that is not for us.
        verdicts.observed(
            offer.key(),
            Observation.of(
                now, Availability.Source.PROBE, evidence.as(Finding.GATED), result.ttftMillis()));
      } else {
        verdicts.returned(offer.key(), again(offer.provider(), now));
      }
    } else if (!hearing.heard(
        offer.key(),
        Observation.of(now, Availability.Source.PROBE, evidence, result.ttftMillis()))) {
      verdicts.returned(offer.key(), again(offer.provider(), now));
    }
    return new Settled(asked, result, now, usd, manners.form(offer));
  }

  private boolean otherOperation(Assignment asked) {
    Optional<Provider> provider = providers.find(asked.offer().provider());
    return provider.isPresent()
        && manners.otherOperation(
            asked.offer(), provider.get().dialect().probes(), asked.operation());
  }

  /** With what is known of the path: where other models answer, a 404 is the model's own. */
  private Evidence read(Assignment asked, Evidence evidence, Instant now) {
    OfferKey key = asked.offer().key();
    if (evidence.finding() == Finding.ANSWERED) {
      paths.answered(key, asked.operation(), now);
    }
    boolean nobodys =
        evidence.httpStatus() == NOT_FOUND && evidence.finding() == Finding.SERVER_ERROR;
    return nobodys && paths.serveOthersThan(key, asked.operation(), now)
        ? evidence.as(Finding.MODEL_GONE)
        : evidence;
  }

  private static void paced(Lane lane, Assignment asked, ProbeResult result, Instant now) {
    lane.over(asked.units());
    if (result.evidence().finding() == Finding.RATE_LIMITED) {
      lane.limited(result.evidence().retryAfter(), now);
    } else if (result.evidence().httpStatus() > 0) {
      lane.taken(now);
    }
    result.rest().ifPresent(wait -> lane.rest(wait, now));
  }

  /** USD: what the answer tells, nothing where it was refused, else the most that it can be. */
  private BigDecimal cost(Assignment asked, ProbeResult result) {
    if (result.evidence().httpStatus() >= 400
        || result.evidence().finding() == Finding.UNREACHABLE) {
      return BigDecimal.ZERO;
    }
    return result
        .usage()
        .map(
            used ->
                cost.used(asked.offer().price(), asked.operation(), used.prompt(), used.output()))
        .orElse(asked.reserved().usd());
  }

  /** With our account out of order it is the provider that is waited for, not the offer. */
  private Instant again(String provider, Instant now) {
    return accounts.trouble(provider).map(AccountFacts.Trouble::until).orElse(now.plus(LATER));
  }

  private static boolean saysNothing(Finding finding) {
    return switch (finding.subject()) {
      case ACCOUNT -> finding != Finding.GATED;
      case REQUEST -> finding != Finding.REQUEST_REFUSED;
      case MODEL, MOMENT -> false;
    };
  }

  /** Plans anew: who may be asked how often, with the pace, the money and the offers of now. */
  public void plan() {
    double part = share;
    if (part <= 0) {
      // While partitions move nobody can be asked, and that is no plan.
      return;
    }
    double left = caps.routine().doubleValue() * part * (1 - tests.share());
    List<Claim> claims = verdicts.claims();
    verdicts.planned(
        Plan.of(
            claims,
            id -> {
              Lane lane = lanes.to(providers.find(id).orElseThrow());
              return new Plan.Means(
                  lane.perSecond(),
                  lane.freePerSecond(),
                  caps.routine(id).doubleValue() * part * (1 - tests.share()));
            },
            left));
    tests.plan(part, Math.min(left, Plan.usdOfADay(claims)));
  }
}
