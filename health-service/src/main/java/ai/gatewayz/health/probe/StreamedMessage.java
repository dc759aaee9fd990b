package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the pieces of a streamed answer together as the message that it would have been whole, as
 * far as a test of a capability looks at it. Pure; as large as what it is fed.
 */
final class StreamedMessage {

  private final StringBuilder content = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final Map<Integer, Call> calls = new TreeMap<>();
  private String finish;
  private JsonNode usage;

  /** A call of a function, whose name comes first and whose arguments come in pieces. */
  private static final class Call {
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
  }

  void add(JsonNode event) {
    JsonNode choice = event.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    content.append(delta.path("content").asText(""));
    String thought = delta.path("reasoning_content").asText("");
    reasoning.append(thought.isEmpty() ? delta.path("reasoning").asText("") : thought);
    int place = 0;
    for (JsonNode call : delta.path("tool_calls")) {
      Call held = calls.computeIfAbsent(call.path("index").asInt(place), each -> new Call());
      held.name.append(call.path("function").path("name").asText(""));
      held.arguments.append(call.path("function").path("arguments").asText(""));
      place++;
    }
    if (choice.path("finish_reason").isTextual()) {
      finish = choice.path("finish_reason").textValue();
    }
    if (event.path("usage").isObject()) {
      usage = event.path("usage");
    }
  }

  /** The answer as a chat completion of one choice. */
  ObjectNode whole() {
    ObjectNode whole = EventJson.mapper().createObjectNode();
    ObjectNode choice = whole.putArray("choices").addObject();
    choice.put("finish_reason", finish);
    ObjectNode message = choice.putObject("message");
    message.put("content", content.toString());
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty()) {
      ArrayNode made = message.putArray("tool_calls");
      for (Call call : calls.values()) {
        made.addObject()
            .putObject("function")
            .put("name", call.name.toString())
            .put("arguments", call.arguments.toString());
      }
    }
    whole.set("usage", usage);
    return whole;
  }
}
