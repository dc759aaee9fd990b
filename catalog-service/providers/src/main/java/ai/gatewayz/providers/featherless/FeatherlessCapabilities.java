package ai.gatewayz.providers.featherless;

import ai.gatewayz.providers.dialect.CapabilityRules;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Thinking is switched on by the template of the model. */
final class FeatherlessCapabilities implements CapabilityRules {

  @Override
  public void think(ObjectNode body) {
    body.putObject("chat_template_kwargs").put("enable_thinking", true);
  }
}
