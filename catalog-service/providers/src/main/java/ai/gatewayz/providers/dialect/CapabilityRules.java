package ai.gatewayz.providers.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a provider is asked for what its models can do, where it differs from others. */
public interface CapabilityRules {

  /** As OpenAI does. */
  CapabilityRules USUAL = new CapabilityRules() {};

  /** Has a model think before it answers, and no more than it must. */
  default void think(ObjectNode body) {
    body.put("reasoning_effort", "low");
  }
}
