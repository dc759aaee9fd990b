package ai.gatewayz.providers.huggingface;

import ai.gatewayz.providers.dialect.BodyRules;

/** Its partners refuse the newer role. */
final class HuggingFaceBody implements BodyRules {

  @Override
  public boolean knowsDeveloper() {
    return false;
  }
}
