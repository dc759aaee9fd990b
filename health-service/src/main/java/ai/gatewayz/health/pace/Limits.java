package ai.gatewayz.health.pace;

import ai.gatewayz.providers.dialect.ProbeRules;

/**
 * What a provider takes from the whole fleet.
 *
 * @param perSecond questions
 * @param units of concurrency; at some providers a large model takes several
 * @param freePerMinute questions to models that are free; {@link ProbeRules#ANY}: as many as others
 * @param freePerDay the same for a day (UTC)
 */
public record Limits(double perSecond, int units, double freePerMinute, long freePerDay) {

  /** As configured, within what is known of the provider. */
  public static Limits of(ProbeRules rules, double perSecond, int units) {
    return new Limits(perSecond, units, rules.freePerMinute(), rules.freePerDay());
  }
}
