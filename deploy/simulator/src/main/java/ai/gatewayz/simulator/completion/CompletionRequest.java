package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** A request's body, read leniently: what it lacks is missing. */
public record CompletionRequest(JsonNode body) {

  /** Empty where the body is not a JSON object. */
  public static Optional<CompletionRequest> parse(byte[] bytes) {
    try {
      JsonNode body = Json.MAPPER.readTree(bytes);
      return body != null && body.isObject()
          ? Optional.of(new CompletionRequest(body))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public String model() {
    return body.path("model").asText("");
  }

  public boolean stream() {
    return body.path("stream").asBoolean();
  }

  /** The output budget by either name; 0 where none is given. */
  public int budget() {
    return body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(0));
  }

  /** Whether the model is to go on with what an assistant has begun. */
  public boolean endsWithAssistant() {
    JsonNode messages = body.path("messages");
    return messages.path(messages.size() - 1).path("role").asText("").equals("assistant");
  }

  /** Whether a message has the role. */
  public boolean hasRole(String role) {
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asText("").equals(role)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a message says {@code "tool_calls": null}. */
  public boolean hasNullToolCalls() {
    for (JsonNode message : body.path("messages")) {
      if (message.has("tool_calls") && message.path("tool_calls").isNull()) {
        return true;
      }
    }
    return false;
  }

  boolean wantsUsage() {
    return body.at("/stream_options/include_usage").asBoolean();
  }

  /** The function to call, where the request insists on one or offers it and speaks of it. */
  Optional<ToolCall> toolToCall() {
    JsonNode tools = body.path("tools");
    // With a tool's result at hand the model answers.
    if (!tools.isArray() || tools.isEmpty() || last().path("role").asText().equals("tool")) {
      return Optional.empty();
    }
    String forced = body.at("/tool_choice/function/name").asText("");
    for (JsonNode tool : tools) {
      if (tool.at("/function/name").asText().equals(forced)) {
        return Optional.of(ToolCall.of(tool.path("function")));
      }
    }
    String choice = body.path("tool_choice").asText("");
    return choice.equals("required") || prompt().contains("tool")
        ? Optional.of(ToolCall.of(tools.path(0).path("function")))
        : Optional.empty();
  }

  /** The text of the last message, or the prompt. */
  public String prompt() {
    if (!body.path("messages").isArray()) {
      return body.path("prompt").asText("");
    }
    JsonNode content = last().path("content");
    return content.isArray() ? content.path(0).path("text").asText("") : content.asText("");
  }

  private JsonNode last() {
    JsonNode messages = body.path("messages");
    return messages.path(messages.size() - 1);
  }
}
