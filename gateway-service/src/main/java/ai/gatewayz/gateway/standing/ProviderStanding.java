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
 */
record ProviderStanding(Cooling cooling, Set<OfferKey> failing) {

  static final ProviderStanding GOOD = new ProviderStanding(Cooling.NONE, Set.of());

  /**
   * Trouble with our account or with the connection is the provider's at once; other trouble when
   * several offers have it.
   */
  ProviderStanding failed(
      OfferKey offer, Finding finding, Instant now, Duration asked, StandingConfig config) {
    Set<OfferKey> all = new HashSet<>(failing);
    if (all.size() < config.offersOfProvider()) {
      all.add(offer);
    }
    boolean whole =
        finding.subject() == Subject.ACCOUNT
            || finding == Finding.UNREACHABLE
            || all.size() >= config.offersOfProvider();
    return new ProviderStanding(
        whole ? cooling.failed(now, asked, config) : cooling, Set.copyOf(all));
  }

  ProviderStanding heldFor(Duration time, Instant now) {
    return new ProviderStanding(cooling.heldFor(time, now), failing);
  }
}
