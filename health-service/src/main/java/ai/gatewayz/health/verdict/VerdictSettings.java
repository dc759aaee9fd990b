package ai.gatewayz.health.verdict;

import java.time.Duration;

/**
 * @param goneAfter observations in a row that speak against the model until it is unavailable
 * @param shakyAfter faults of the moment in a row until an offer is degraded
 * @param soundAfter answers in a row until a degraded or unavailable offer is available again
 * @param unaskableAfter refused questions in a row until an offer counts as unprobeable
 * @param memory evidence older than this is not "in a row" with new evidence
 * @param failingAfter faults of the moment for so long, without an answer in between, are no longer
 *     the moment's
 * @param coldPause when a sleeping model is asked again where the provider gives no estimate
 */
public record VerdictSettings(
    int goneAfter,
    int shakyAfter,
    int soundAfter,
    int unaskableAfter,
    Duration memory,
    Duration failingAfter,
    Duration coldPause) {

  /**
   * A cold model at Featherless needs five minutes to an hour. A question counts as refused only
   * after every way of putting it was tried, so that two refusals are enough.
   */
  public static final VerdictSettings DEFAULTS =
      new VerdictSettings(
          2, 3, 2, 2, Duration.ofHours(24), Duration.ofMinutes(15), Duration.ofMinutes(10));

  public VerdictSettings {
    if (goneAfter < 2) {
      throw new IllegalArgumentException(
          "a single answer never makes an offer unavailable: goneAfter must be 2 or more");
    }
  }
}
