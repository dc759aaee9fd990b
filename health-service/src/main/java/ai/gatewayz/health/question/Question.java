package ai.gatewayz.health.question;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.dialect.CapabilityRules;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * The body of a probe: the smallest completion in the form that the offer accepts, under the id
 * that the provider wants to be sent.
 */
public final class Question {

  private Question() {}

  public static byte[] body(Operation operation, Offer offer, Form form) {
    ObjectNode body = SmallestQuestion.of(operation, offer.upstreamId());
    if (operation.writes()) {
      body.put(form.budgetName().field(), form.tokens());
      body.put("stream", form.stream());
    }
    if (operation == Operation.CHAT && form.effort() == Form.Effort.LOW) {
      body.put("reasoning_effort", "low");
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The same of a question for a capability; its answer is streamed where it comes no other way.
   */
  public static byte[] body(
      CapabilityQuestion test, Offer offer, Form form, CapabilityRules rules) {
    boolean effort = form.effort() == Form.Effort.LOW;
    ObjectNode body = test.body(offer.upstreamId(), rules, effort);
    if (test.operation().writes()) {
      body.put(form.budgetName().field(), form.tokens());
      body.put("stream", form.stream());
      if (effort && test.capability() != Capability.REASONING) {
        body.put("reasoning_effort", "low");
      }
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
