package ai.gatewayz.health.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Of one provider's offers, or of all.
 *
 * @param offers all that are listed
 * @param probeable those that can be asked; shares are of these
 * @param neverChecked on which there never was any evidence
 * @param within1h share on which there was evidence within the hour; null without any offer
 * @param medianAgeSeconds of the latest evidence on those that have some; null without any
 * @param passDays how long it takes to look at each once, at the rate of the last 24 hours; null
 *     where nothing was looked at
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Coverage(
    String provider,
    long offers,
    long probeable,
    long neverChecked,
    Double within1h,
    Double within6h,
    Double within24h,
    Long medianAgeSeconds,
    Long p95AgeSeconds,
    Long oldestAgeSeconds,
    Double passDays) {

  /**
   * @param ages the ages of the latest evidence in seconds, at the shares 0.5, 0.95 and 1
   */
  static Coverage of(
      String provider, long offers, long probeable, long never, long[] checked, Double[] ages) {
    return new Coverage(
        provider,
        offers,
        probeable,
        never,
        share(checked[0], probeable),
        share(checked[1], probeable),
        share(checked[2], probeable),
        whole(ages[0]),
        whole(ages[1]),
        whole(ages[2]),
        checked[2] == 0 ? null : (double) probeable / checked[2]);
  }

  private static Double share(long part, long of) {
    return of == 0 ? null : (double) part / of;
  }

  private static Long whole(Double seconds) {
    return seconds == null ? null : Math.max(0, Math.round(seconds));
  }
}
