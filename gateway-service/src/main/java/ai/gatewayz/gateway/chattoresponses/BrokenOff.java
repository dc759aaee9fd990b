package ai.gatewayz.gateway.chattoresponses;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Said;
import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a response ends that its provider wrote itself and did not end. */
public final class BrokenOff {

  private final Asked asked;

  /** What is kept of the provider's response. */
  private ObjectNode first = Trees.ANSWERS.createObjectNode();

  private int number;

  public BrokenOff(Asked asked) {
    this.asked = asked;
  }

  /** The response as it was when it began. */
  public void begins(JsonNode response) {
    first = Envelope.head(response);
    if (response.path("created_at").canConvertToLong()) {
      first.put("created", response.path("created_at").longValue());
    }
  }

  /**
   * @param sequenceNumber of the event that the caller has last
   */
  public void after(JsonNode sequenceNumber) {
    number = sequenceNumber.canConvertToInt() ? sequenceNumber.intValue() + 1 : number + 1;
  }

  /** The last event; what was put out before is not repeated. */
  public byte[] event(Failure failure, String requestId) {
    ObjectNode response = Envelope.of("failed", first, asked);
    String id = Said.name(first.path("id"));
    if (!id.isEmpty()) {
      response.put("id", id);
    }
    Envelope.fail(response, failure, requestId);
    Events events = new Events(number);
    events.response("response.failed", response);
    return events.take().copy();
  }
}
