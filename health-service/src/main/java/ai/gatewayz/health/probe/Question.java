package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * The body of a probe: the smallest thing that a caller could ask. No temperature, which several
 * models refuse.
 */
final class Question {

  private Question() {}

  /**
   * @param modern whether the output budget goes by its newer name, which the newest models insist
   *     on
   */
  static byte[] of(Offer offer, int maxTokens, boolean modern) {
    ObjectNode body = EventJson.mapper().createObjectNode();
    body.put("model", offer.upstreamId());
    body.putArray("messages").addObject().put("role", "user").put("content", "Say OK");
    body.put(modern ? "max_completion_tokens" : "max_tokens", maxTokens);
    body.put("stream", true);
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
