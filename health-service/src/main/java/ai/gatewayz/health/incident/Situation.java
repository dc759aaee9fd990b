package ai.gatewayz.health.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is so now.
 *
 * @param down offers that answered once and are degraded or unavailable
 * @param answered offers of each provider that have answered since the first of those began that
 *     fail there since just now
 * @param accounts providers at which something is wrong with our account
 * @param open incidents that are not over
 */
record Situation(
    Instant now,
    List<Down> down,
    Map<String, Long> answered,
    List<Account> accounts,
    List<Open> open) {

  record Down(String provider, String offer, String reason, Instant since) {}

  record Account(String provider, String finding, Instant since) {}

  /**
   * @param listed whether its offer is on the board
   */
  record Open(long id, Cause cause, String provider, String offer, int offers, boolean listed) {}

  enum Cause {
    /** one offer */
    OFFER,
    /** the provider: many of its offers fail in the moment's ways at once */
    PROVIDER,
    /** our account there */
    ACCOUNT
  }
}
