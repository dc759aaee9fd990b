package ai.gatewayz.health.account;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.Streak;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The intake of evidence: first what it says of the provider, then what it says of the offer. Where
 * offers of a provider are not found one after the other, and none answers in between, our account
 * is in doubt: they keep their verdicts, and those that became unavailable since the first of them
 * get theirs back. An answer ends the doubt; where it comes soon, the offers that were not found
 * meanwhile have each one observation against them.
 */
public final class Hearing {

  /**
   * Answers that were on their way when our account lost its access end the doubt once more: what
   * was taken away for so long before a doubt that lasts is given back with it.
   */
  private static final Duration ON_THEIR_WAY = Duration.ofMinutes(1);

  private final AccountFacts accounts;
  private final Verdicts verdicts;

  public Hearing(AccountFacts accounts, Verdicts verdicts) {
    this.accounts = accounts;
    this.verdicts = verdicts;
  }

  /**
   * @return false where it says nothing of the offer, which is to be asked again later
   */
  public boolean heard(OfferKey key, Observation seen) {
    Optional<Watched> held =
        seen.finding() == Finding.MODEL_GONE ? verdicts.find(key) : Optional.empty();
    if (held.isPresent() && held.get().verdict().state() != State.UNAVAILABLE) {
      return gone(held.get(), seen);
    }
    boolean back = accounts.observed(key, seen.finding(), seen.retryAfter(), seen.source());
    verdicts.observed(key, seen);
    if (back) {
      verdicts.back(key.provider());
    }
    accounts.believed(key.provider()).forEach(this::believe);
    return true;
  }

  private boolean gone(Watched held, Observation seen) {
    OfferKey key = held.offer().key();
    boolean doubtful = accounts.doubtful(key.provider()).isPresent();
    // What never answered may never have been there; it is no sign that something has changed.
    if (held.verdict().lastVerified() == null) {
      accounts.observed(key, seen.finding(), seen.retryAfter(), seen.source());
    } else if (!accounts.vanished(key, seen)) {
      return false;
    }
    Optional<Instant> since = accounts.doubtful(key.provider());
    if (since.isPresent()) {
      doubted(key.provider(), since.get(), !doubtful, seen.source());
      return false;
    }
    if (held.verdict().lastVerified() != null
        && held.verdict().streak().kind() != Streak.Kind.GONE) {
      // Before the second opinion on this one it is known whether others still answer.
      int witnesses = accounts.witnesses(key.provider());
      if (witnesses > 0) {
        verdicts.witnesses(key.provider(), witnesses);
      }
    }
    verdicts.observed(key, seen);
    return true;
  }

  private void doubted(String provider, Instant since, boolean begins, Source source) {
    if (begins) {
      // What was gone before this row began, and is in it again, is gone.
      verdicts.reprieve(provider, since, since);
    }
    if (accounts.doubtBeginsToLast(provider)) {
      verdicts.reprieve(provider, since.minus(ON_THEIR_WAY), Instant.MIN);
    }
    if (begins || source == Source.PROBE) {
      // Nobody ends the doubt sooner than one that answered last.
      verdicts.witnesses(provider, 1);
    }
  }

  private void believe(Vanishing.Believed gone) {
    boolean counted =
        verdicts
            .find(gone.key())
            .map(held -> held.verdict().streak())
            .filter(streak -> streak.kind() == Streak.Kind.GONE && streak.last() != null)
            .filter(streak -> !streak.last().isBefore(gone.since()))
            .isPresent();
    if (!counted) {
      verdicts.observed(gone.key(), gone.seen());
    }
  }
}
