package ai.gatewayz.gateway.standing;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.evidence.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A provider's run of failures; immutable.
 *
 * @param failing the offers that failed since one last answered
 * @param unreachable whether a connection was lost since then
 */
record ProviderStanding(Cooling cooling, Set<OfferKey> failing, boolean unreachable) {

  static final ProviderStanding GOOD = new ProviderStanding(Cooling.NONE, Set.of(), false);

  /**
   * Trouble with our account is the provider's at once; a lost connection when it happens again,
   * because any server closes one now and then; other trouble when several offers have it.
   */
  ProviderStanding failed(
      OfferKey offer, Finding finding, Instant now, Duration asked, StandingConfig config) {
    Set<OfferKey> all = new HashSet<>(failing);
    if (all.size() < config.offersOfProvider()) {
      all.add(offer);
    }
    boolean lost = finding == Finding.UNREACHABLE;
    boolean whole =
        finding.subject() == Subject.ACCOUNT
            || lost && unreachable
            || all.size() >= config.offersOfProvider();
    return new ProviderStanding(
        whole ? cooling.failed(now, asked, config) : cooling, Set.copyOf(all), unreachable || lost);
  }

  ProviderStanding with(Cooling changed) {
    return new ProviderStanding(changed, failing, unreachable);
  }
}
