package ai.gatewayz.providers.featherless;

import ai.gatewayz.providers.dialect.BodyRules;

/** Refuses a message whose {@code tool_calls} are null, as several libraries write them. */
final class FeatherlessBody implements BodyRules {

  @Override
  public boolean takesNullToolCalls() {
    return false;
  }
}
