package ai.gatewayz.providers.together;

import ai.gatewayz.providers.dialect.BodyRules;

/** Takes what OpenAI takes. */
final class TogetherBody implements BodyRules {

  /** In the last chunk, in any case. */
  @Override
  public boolean tellsUsageUnasked() {
    return true;
  }
}
