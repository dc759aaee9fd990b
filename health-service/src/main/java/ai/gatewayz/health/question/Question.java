package ai.gatewayz.health.question;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * The body of a probe: the smallest thing that a caller could ask, under the id that the provider
 * wants to be sent. No temperature, which several models refuse.
 */
public final class Question {

  private static final String WORDS = "Say OK";

  private Question() {}

  public static byte[] body(Kind kind, Offer offer, Form form) {
    ObjectNode body = EventJson.mapper().createObjectNode();
    body.put("model", offer.upstreamId());
    switch (kind) {
      case CHAT -> {
        body.putArray("messages").addObject().put("role", "user").put("content", WORDS);
        answered(body, form);
        if (form.effort() == Form.Effort.LOW) {
          body.put("reasoning_effort", "low");
        }
      }
      case COMPLETIONS -> {
        body.put("prompt", WORDS);
        answered(body, form);
      }
      case EMBEDDINGS -> body.put("input", WORDS);
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void answered(ObjectNode body, Form form) {
    body.put(form.budgetName().field(), form.tokens());
    body.put("stream", form.stream());
  }
}
