package ai.gatewayz.providers.openrouter;

import ai.gatewayz.providers.dialect.ProbeRules;

/**
 * Free models: four switches between models a minute, and every probe is one; 50 requests a day for
 * an account that never bought credits, of which live traffic needs some.
 */
final class OpenRouterProbes implements ProbeRules {

  @Override
  public double freePerMinute() {
    return 4;
  }

  @Override
  public long freePerDay() {
    return 40;
  }
}
