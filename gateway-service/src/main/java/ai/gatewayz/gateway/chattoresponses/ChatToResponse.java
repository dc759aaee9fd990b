package ai.gatewayz.gateway.chattoresponses;

import ai.gatewayz.gateway.protocol.Said;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.whole.GarbledException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A whole answer in chat completions, said as a response. */
public final class ChatToResponse {

  private ChatToResponse() {}

  /**
   * @param chat an answer that was read as a good one before
   * @param usage null where the provider told none
   * @param written an estimate of the tokens in it
   * @throws GarbledException where it cannot be read, or is too large to be translated
   */
  public static byte[] of(Bytes chat, Usage usage, long written, Asked asked)
      throws GarbledException {
    return of(Trees.answer(chat), usage, written, asked);
  }

  /** The same of one that was read as a tree. */
  public static byte[] of(JsonNode answer, Usage usage, long written, Asked asked)
      throws GarbledException {
    if (answer.isMissingNode()) {
      throw new GarbledException("an answer that cannot be read, or is too large to be translated");
    }
    JsonNode choice = Said.first(answer.path("choices"));
    JsonNode said = choice.path("message");
    String id = answer.path("id").asText("");
    ArrayNode output = Trees.ANSWERS.createArrayNode();

    String thought = Said.thought(said);
    if (!thought.isEmpty()) {
      output.add(Output.reasoning(id + "_" + output.size(), thought, asked));
    }
    String text = Said.text(said.path("content"));
    if (!text.isEmpty()) {
      output.add(Output.message(id + "_" + output.size(), Output.text(text)));
    }
    String refusal = said.path("refusal").asText("");
    if (!refusal.isEmpty()) {
      output.add(Output.message(id + "_" + output.size(), Output.refusal(refusal)));
    }
    JsonNode calls = said.path("tool_calls");
    for (int i = 0; i < calls.size(); i++) {
      output.add(call(calls.get(i), id, i, output.size(), asked));
    }
    ObjectNode response = Envelope.of("completed", answer, asked);
    Envelope.end(response, choice, output, Envelope.usage(usage, asked, written));
    return Trees.bytes(response);
  }

  private static ObjectNode call(JsonNode call, String id, int at, int place, Asked asked) {
    JsonNode function = call.path("function");
    String name = function.path("name").asText("");
    String arguments = Said.arguments(function);
    String callId = call.path("id").asText("");
    String called = callId.isEmpty() ? "call_" + at + "_" + id : callId;
    return asked.custom().contains(name)
        ? Output.custom(id + "_" + place, called, name, Output.input(arguments))
        : Output.call(id + "_" + place, called, name, arguments);
  }
}
