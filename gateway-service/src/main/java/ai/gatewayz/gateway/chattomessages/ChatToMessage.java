package ai.gatewayz.gateway.chattomessages;

import ai.gatewayz.gateway.protocol.Said;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.whole.GarbledException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A whole answer in chat completions, said as a message. */
public final class ChatToMessage {

  private ChatToMessage() {}

  /**
   * @param chat an answer that was read as a good one before
   * @param usage null where the provider told none
   * @param written an estimate of the tokens in it
   * @throws GarbledException where it cannot be read, or is too large to be translated, or calls a
   *     tool with what no tool could take
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
    String refusal = said.path("refusal").asText("");
    String id = Names.messageId(answer);

    ObjectNode message = Trees.ANSWERS.createObjectNode();
    message
        .put("id", id)
        .put("type", "message")
        .put("role", "assistant")
        .put("model", Names.model(answer, asked));
    ArrayNode content = message.putArray("content");
    String thought = Said.thought(said);
    if (!thought.isEmpty()) {
      content.addObject().put("type", "thinking").put("thinking", thought).put("signature", "");
    }
    String text = Said.text(said.path("content"));
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    if (!refusal.isEmpty()) {
      content.addObject().put("type", "text").put("text", refusal);
    }
    boolean called = calls(said.path("tool_calls"), content, id, cutOff(choice));
    Stop.of(choice, called, !refusal.isEmpty(), asked).to(message);
    message.set("usage", Tokens.of(usage, asked.promptTokens(), written));
    return Trees.bytes(message);
  }

  private static boolean cutOff(JsonNode choice) {
    return choice.path("finish_reason").asText().equals("length");
  }

  /**
   * @param cutOff whether the last call may be a piece of one, which nobody could act on
   */
  private static boolean calls(JsonNode calls, ArrayNode content, String id, boolean cutOff)
      throws GarbledException {
    boolean called = false;
    for (int i = 0; i < calls.size(); i++) {
      JsonNode call = calls.get(i);
      JsonNode input = input(Said.arguments(call.path("function")));
      if (input == null && cutOff && i == calls.size() - 1) {
        return called;
      }
      if (input == null) {
        throw new GarbledException("a tool call whose arguments are no object");
      }
      called = true;
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", Names.callId(call, id, i))
          .put("name", call.path("function").path("name").asText())
          .set("input", input);
    }
    return called;
  }

  /** Null for what is no object. Nothing at all is one without members. */
  private static JsonNode input(String arguments) {
    if (arguments.isBlank()) {
      return Trees.ANSWERS.createObjectNode();
    }
    JsonNode input = Trees.arguments(arguments);
    return input.isMissingNode() ? null : input;
  }
}
