package ai.gatewayz.health.pace;

import ai.gatewayz.providers.Dialect;

/**
 * What a provider takes from the whole fleet.
 *
 * @param perSecond questions
 * @param units questions at a time; at Featherless a large model takes several
 * @param freePerMinute questions to models that are free; below 0: as many as others
 * @param freePerDay the same for a day (UTC)
 */
public record Limits(double perSecond, int units, double freePerMinute, long freePerDay) {

  /**
   * Free models at OpenRouter: four switches between models a minute, and every probe is one; 50
   * requests a day for an account that never bought credits, of which live traffic needs some.
   */
  public static Limits of(Dialect dialect, double perSecond, int units) {
    return dialect == Dialect.OPENROUTER
        ? new Limits(perSecond, units, 4, 40)
        : new Limits(perSecond, units, -1, Long.MAX_VALUE);
  }
}
