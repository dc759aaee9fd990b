package ai.gatewayz.providers.fireworks;

import ai.gatewayz.providers.dialect.BodyRules;

/** Gives longer answers as streams only. */
final class FireworksBody implements BodyRules {

  @Override
  public long longestWhole() {
    return 4_096;
  }

  /** In the last chunk, in any case. */
  @Override
  public boolean tellsUsageUnasked() {
    return true;
  }
}
