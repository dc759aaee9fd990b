package ai.gatewayz.providers.huggingface;

import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.ProbeRules;

/** The router answers chat and nothing else. */
final class HuggingFaceProbes implements ProbeRules {

  @Override
  public boolean answers(Operation operation) {
    return operation == Operation.CHAT;
  }
}
