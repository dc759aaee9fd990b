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
 * @param passDays how long it takes to look at each once, at the rate of the last 24 hours, or of
 *     the time since the first look where that is shorter; null where too little was looked at
 * @param firstPass share of those that can be asked on which there ever was evidence; null without
 *     any offer
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
    Double passDays,
    Double firstPass) {

  private static final double DAY = 86_400;

  /** Seconds: a rate of less says nothing. */
  private static final double SHORTEST = 60;

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
        passDays(probeable, checked[2], ages[2]),
        share(probeable - never, probeable));
  }

  private static Double passDays(long probeable, long checked, Double oldest) {
    double span = oldest == null ? 0 : Math.min(oldest, DAY);
    return checked == 0 || span < SHORTEST ? null : probeable / (checked / span * DAY);
  }

  private static Double share(long part, long of) {
    return of == 0 ? null : (double) part / of;
  }

  private static Long whole(Double seconds) {
    return seconds == null ? null : Math.max(0, Math.round(seconds));
  }
}
