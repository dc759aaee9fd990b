package ai.gatewayz.providers.capability;

import ai.gatewayz.providers.capability.Shown.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * Whether a model has thought before it answered: by its thoughts, or by the tokens that it counts
 * for them. That no thoughts are shown refutes nothing, as several providers keep them back; that
 * every token it counts stands in the answer does.
 */
final class Thought {

  private static final List<String> THOUGHTS =
      List.of("reasoning", "reasoning_content", "reasoning_details", "thinking");

  /** Of a token there are two letters at the least, and a message has some of its own. */
  private static final int LETTERS = 2;

  private static final int WRAPPING = 16;

  private Thought() {}

  static Shown read(JsonNode root) {
    JsonNode choice = root.path("choices").path(0);
    JsonNode message = choice.path("message");
    JsonNode usage = root.path("usage");
    JsonNode thought = usage.path("completion_tokens_details").path("reasoning_tokens");
    if (THOUGHTS.stream().anyMatch(name -> holds(message.path(name)))
        || thinksAloud(message.path("content"))
        || (thought.isIntegralNumber() && thought.asLong() > 0)) {
      return Shown.VERIFIED;
    }
    String words = CapabilityAnswer.words(choice);
    JsonNode counted = usage.path("completion_tokens");
    boolean allSaid =
        counted.isIntegralNumber()
            && counted.asLong() > 0
            && counted.asLong() <= words.length() / LETTERS + WRAPPING;
    return CapabilityAnswer.finished(choice) && !words.isEmpty() && allSaid
        ? Shown.refuted(Reason.IGNORED)
        : Shown.NOTHING;
  }

  private static boolean holds(JsonNode node) {
    return node.isTextual()
        ? !node.textValue().isBlank()
        : node.isContainerNode() && !node.isEmpty();
  }

  /** In marks of its own before the answer, or in a part of another kind. */
  private static boolean thinksAloud(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue().stripLeading().toLowerCase(Locale.ROOT).startsWith("<think");
    }
    for (JsonNode part : content) {
      String type = part.path("type").asText();
      if (type.equals("thinking") || type.equals("reasoning")) {
        return true;
      }
    }
    return false;
  }
}
