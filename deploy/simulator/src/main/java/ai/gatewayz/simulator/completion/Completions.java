package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers that depend on the request alone. */
public final class Completions {

  private static final long CREATED = 1_764_000_000L;
  private static final String THOUGHT = "Let me think about that.";
  private static final int TOKENS_OF_A_THOUGHT = 40;

  private Completions() {}

  /** A whole chat answer. */
  public static ObjectNode chat(String provider, CompletionRequest request) {
    ObjectNode answer = head("chat.completion", request);
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    var tool = request.toolToCall();
    if (tool.isPresent()) {
      message.putNull("content");
      tool.get().writeTo(message.putArray("tool_calls").addObject());
      choice.put("finish_reason", "tool_calls");
    } else {
      message.put("content", String.join("", words(provider, request)));
      choice.put("finish_reason", finish(provider, request));
    }
    if (request.thinks()) {
      message.put("reasoning_content", THOUGHT);
    }
    answer.set("usage", usage(provider, request));
    return answer;
  }

  /** A whole answer of the older kind. */
  public static ObjectNode text(String provider, CompletionRequest request) {
    ObjectNode answer = head("text_completion", request);
    answer
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .put("text", String.join("", words(provider, request)))
        .put("finish_reason", finish(provider, request));
    answer.set("usage", usage(provider, request));
    return answer;
  }

  /** The chunks of a stream, without {@code [DONE]}. */
  public static List<ObjectNode> chunks(String provider, CompletionRequest request, boolean chat) {
    List<ObjectNode> chunks = new ArrayList<>();
    var tool = request.toolToCall();
    if (tool.isPresent()) {
      callInPieces(chunks, request, tool.get());
    } else {
      for (String word : words(provider, request)) {
        ObjectNode chunk = chunk(request, chat);
        ObjectNode choice = (ObjectNode) chunk.path("choices").path(0);
        if (chat) {
          choice.putObject("delta").put("role", "assistant").put("content", word);
        } else {
          choice.put("text", word);
        }
        chunks.add(chunk);
      }
    }
    ObjectNode last = chunk(request, chat);
    ObjectNode choice = (ObjectNode) last.path("choices").path(0);
    if (chat) {
      choice.putObject("delta");
    }
    choice.put("finish_reason", tool.isPresent() ? "tool_calls" : finish(provider, request));
    // Together reports usage with the finish reason, the others in a chunk of its own.
    if (provider.equals("together")) {
      last.set("usage", usage(provider, request));
    }
    chunks.add(last);
    if (!provider.equals("together")
        && (request.wantsUsage()
            || provider.equals("openrouter")
            || provider.equals("fireworks"))) {
      ObjectNode trailer = head("chat.completion.chunk", request);
      trailer.putArray("choices");
      trailer.set("usage", usage(provider, request));
      chunks.add(trailer);
    }
    return chunks;
  }

  private static ObjectNode chunk(CompletionRequest request, boolean chat) {
    ObjectNode chunk = head(chat ? "chat.completion.chunk" : "text_completion", request);
    chunk.putArray("choices").addObject().put("index", 0).putNull("finish_reason");
    return chunk;
  }

  private static ObjectNode head(String object, CompletionRequest request) {
    return Json.object()
        .put("id", "sim-1")
        .put("object", object)
        .put("created", CREATED)
        .put("model", request.model());
  }

  /** The name first, then the arguments in pieces that end anywhere. */
  private static void callInPieces(
      List<ObjectNode> chunks, CompletionRequest request, ToolCall call) {
    ObjectNode first = chunk(request, true);
    ObjectNode delta = delta(first).put("role", "assistant");
    new ToolCall(call.function(), "").writeTo(calls(delta));
    chunks.add(first);
    String arguments = call.arguments();
    for (int from = 0; from < arguments.length(); from += 5) {
      ObjectNode piece = chunk(request, true);
      calls(delta(piece))
          .putObject("function")
          .put("arguments", arguments.substring(from, Math.min(from + 5, arguments.length())));
      chunks.add(piece);
    }
  }

  private static ObjectNode delta(ObjectNode chunk) {
    return ((ObjectNode) chunk.path("choices").path(0)).putObject("delta");
  }

  private static ObjectNode calls(ObjectNode delta) {
    return delta.putArray("tool_calls").addObject().put("index", 0);
  }

  /** The answer's tokens: as many as the budget allows, all of them without one. */
  private static List<String> words(String provider, CompletionRequest request) {
    Optional<String> asked = request.structured().or(request::seen);
    if (asked.isPresent()) {
      return List.of(asked.get());
    }
    List<String> words =
        new ArrayList<>(List.of("Hello", " from", " " + provider, ".", " Grüße", " 👋"));
    String prompt = request.prompt();
    if (prompt.startsWith("words:")) {
      int wanted = Integer.parseInt(prompt.substring(6).strip());
      while (words.size() < wanted) {
        words.add(" word" + words.size());
      }
    } else if (!prompt.isEmpty()) {
      words.add(" You said: ");
      words.add(prompt.substring(0, Math.min(prompt.length(), 200)));
    }
    int budget = request.budget();
    return budget > 0 && budget < words.size() ? words.subList(0, budget) : words;
  }

  private static String finish(String provider, CompletionRequest request) {
    if (request.budget() > 0 && request.budget() <= words(provider, request).size()) {
      return "length";
    }
    return provider.equals("together") ? "eos" : "stop";
  }

  private static ObjectNode usage(String provider, CompletionRequest request) {
    int prompt = 1 + request.prompt().length() / 4;
    int said = request.toolToCall().isPresent() ? 12 : words(provider, request).size();
    int thought = request.thinks() ? TOKENS_OF_A_THOUGHT : 0;
    ObjectNode usage =
        Json.object()
            .put("prompt_tokens", prompt)
            .put("completion_tokens", said + thought)
            .put("total_tokens", prompt + said + thought);
    if (thought > 0) {
      usage.putObject("completion_tokens_details").put("reasoning_tokens", thought);
    }
    return usage;
  }
}
