package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Ability;
import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/**
 * A request's body, read leniently: what it lacks is missing.
 *
 * @param pretends what the model that answers it says that it can do, and cannot; null for nothing
 */
public record CompletionRequest(JsonNode body, Ability pretends) {

  /** To a model that is honest. */
  public CompletionRequest(JsonNode body) {
    this(body, null);
  }

  /** The same, to a model that pretends. */
  public CompletionRequest pretending(Ability ability) {
    return new CompletionRequest(body, ability);
  }

  /** Empty where the body is not a JSON object, or has a number that none can be. */
  public static Optional<CompletionRequest> parse(byte[] bytes) {
    try {
      JsonNode body = Json.MAPPER.readTree(bytes);
      return body != null && body.isObject()
          ? Optional.of(new CompletionRequest(body))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
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
    if (pretends == Ability.TOOLS) {
      return Optional.empty();
    }
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

  /** Whether a model has to have an ability to answer it. */
  public boolean asks(Ability ability) {
    return switch (ability) {
      case TOOLS -> !body.path("tools").isEmpty();
      case STRUCTURED_OUTPUT -> !body.at("/response_format/json_schema").isMissingNode();
      case VISION -> seen().isPresent();
      case REASONING -> thinks();
      case EMBEDDINGS -> body.has("input");
    };
  }

  /** What a schema asks for, filled in. */
  Optional<String> structured() {
    JsonNode format = body.path("response_format");
    return format.path("type").asText().equals("json_schema")
            && pretends != Ability.STRUCTURED_OUTPUT
        ? Optional.of(ToolCall.filled(format.at("/json_schema/schema")))
        : Optional.empty();
  }

  /** What is to be seen on a picture in the last message; that nothing is where it is not seen. */
  Optional<String> seen() {
    for (JsonNode part : last().path("content")) {
      String url = part.at("/image_url/url").asText("");
      if (url.startsWith("data:")) {
        return pretends == Ability.VISION
            ? Optional.of("I cannot see any picture.")
            : Picture.colour(url);
      }
    }
    return Optional.empty();
  }

  /** Whether it is to be thought about. */
  boolean thinks() {
    return pretends != Ability.REASONING
        && (body.has("reasoning_effort")
            || body.has("reasoning")
            || body.at("/chat_template_kwargs/enable_thinking").asBoolean());
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
