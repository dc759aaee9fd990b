package ai.gatewayz.health.account;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.Streak;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * The intake of evidence: first what it says of the provider, then what it says of the offer. Where
 * offers of a provider are not found one after the other, and none answers in between, our account
 * is in doubt: they keep their verdicts, and those that became unavailable since the first of them
 * get theirs back.
 */
public final class Hearing {

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
    return true;
  }

  private boolean gone(Watched held, Observation seen) {
    OfferKey key = held.offer().key();
    boolean doubtful = accounts.doubtful(key.provider()).isPresent();
    // What never answered may never have been there; it is no sign that something has changed.
    if (held.verdict().lastVerified() == null) {
      accounts.observed(key, seen.finding(), seen.retryAfter(), seen.source());
    } else {
      accounts.vanished(key, seen.at(), seen.source());
    }
    Optional<Instant> since = accounts.doubtful(key.provider());
    if (since.isPresent()) {
      if (!doubtful) {
        verdicts.reprieve(key.provider(), since.get());
      }
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
}
