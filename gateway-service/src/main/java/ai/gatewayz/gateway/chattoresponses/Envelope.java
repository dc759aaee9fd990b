package ai.gatewayz.gateway.chattoresponses;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.ResponsesWords;
import ai.gatewayz.gateway.protocol.Said;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The response around what was put out. */
final class Envelope {

  private static final String PREFIX = "resp_";

  private Envelope() {}

  static String id(JsonNode chat) {
    String id = chat.path("id").asText("");
    return id.startsWith(PREFIX) ? id : PREFIX + id;
  }

  /** What is looked at of the first chunk of an answer: no more is kept of the provider's. */
  static ObjectNode head(JsonNode chat) {
    ObjectNode head = Trees.ANSWERS.createObjectNode();
    head.put("id", Said.name(chat.path("id"))).put("model", Said.name(chat.path("model")));
    if (chat.path("created").canConvertToLong()) {
      head.put("created", chat.path("created").longValue());
    }
    return head;
  }

  /**
   * @param chat an answer, or the first chunk of one
   */
  static ObjectNode of(String status, JsonNode chat, Asked asked) {
    ObjectNode response = Trees.ANSWERS.createObjectNode();
    String model = chat.path("model").asText("");
    response
        .put("id", id(chat))
        .put("object", "response")
        .put("created_at", chat.path("created").asLong(asked.seconds()))
        .put("status", status)
        .put("background", false)
        .putNull("error")
        .putNull("incomplete_details")
        .putNull("instructions")
        .putNull("max_output_tokens")
        .put("model", model.isEmpty() ? asked.model() : model);
    response.putArray("output");
    response
        .put("parallel_tool_calls", true)
        .putNull("previous_response_id")
        .put("store", false)
        .putNull("temperature")
        .put("tool_choice", "auto");
    response.putArray("tools");
    response.putNull("top_p").put("truncation", "disabled").putNull("usage");
    response.putObject("metadata");
    Trees.answer(Bytes.of(asked.echo()))
        .properties()
        .forEach(field -> response.set(field.getKey(), field.getValue()));
    return response;
  }

  /** As the answer ended: completed, or not and why. */
  static void end(ObjectNode response, JsonNode choice, ArrayNode output, ObjectNode usage) {
    String reason =
        switch (choice.path("finish_reason").asText("")) {
          case "length", "max_tokens" -> "max_output_tokens";
          case "content_filter" -> "content_filter";
          default -> "";
        };
    response.put("status", reason.isEmpty() ? "completed" : "incomplete");
    if (!reason.isEmpty()) {
      response.putObject("incomplete_details").put("reason", reason);
    }
    response.set("output", output);
    response.set("usage", usage);
  }

  /** As one that broke off. */
  static void fail(ObjectNode response, Failure failure, String requestId) {
    Failure told = ResponsesWords.of(failure);
    response
        .putObject("error")
        .put("code", told.code())
        .put("message", told.message())
        .put("request_id", requestId);
  }

  /**
   * @param usage null where the provider told none; then the estimates count
   */
  static ObjectNode usage(Usage usage, Asked asked, long written) {
    long input = usage == null ? asked.promptTokens() : usage.input();
    long output = usage == null ? written : usage.output();
    ObjectNode told = Trees.ANSWERS.createObjectNode().put("input_tokens", input);
    told.putObject("input_tokens_details")
        .put("cached_tokens", usage == null ? 0 : usage.cached())
        .put("cache_write_tokens", usage == null ? 0 : usage.cacheWritten());
    told.put("output_tokens", output);
    told.putObject("output_tokens_details")
        .put("reasoning_tokens", usage == null ? 0 : usage.reasoning());
    return told.put("total_tokens", input + output);
  }
}
