package ai.gatewayz.providers.capability;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.providers.capability.Shown.Reason;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads what an answer shows. Whatever a provider sends, it is no more than one of three things.
 */
public final class CapabilityAnswer {

  /** What goes on after its end is no JSON. */
  private static final ObjectReader WHOLE =
      EventJson.mapper().reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CapabilityAnswer() {}

  /**
   * @param evidence what the answer says in general
   * @param body the whole of it; what was cut shows nothing
   */
  public static Shown read(CapabilityQuestion question, Evidence evidence, byte[] body) {
    if (evidence.finding() != Finding.ANSWERED) {
      return CapabilityRefusal.of(question.capability(), evidence)
          ? Shown.refuted(Reason.REFUSED)
          : Shown.NOTHING;
    }
    JsonNode root = tree(body);
    return switch (question.capability()) {
      case EMBEDDINGS -> Vector.read(root);
      case REASONING -> Thought.read(root);
      case TOOLS -> tools(root.path("choices").path(0));
      case STRUCTURED_OUTPUT -> structured(root.path("choices").path(0));
      case VISION -> vision(root.path("choices").path(0), question.colour());
      default -> Shown.NOTHING;
    };
  }

  private static JsonNode tree(byte[] body) {
    try {
      JsonNode root = WHOLE.readTree(body);
      return root == null ? MissingNode.getInstance() : root;
    } catch (IOException | NumberFormatException | StackOverflowError notJson) {
      return MissingNode.getInstance();
    }
  }

  private static Shown tools(JsonNode choice) {
    JsonNode calls = choice.path("message").path("tool_calls");
    if (calls.isArray() && !calls.isEmpty()) {
      JsonNode function = calls.path(0).path("function");
      boolean right =
          CapabilityQuestion.FUNCTION.equals(function.path("name").asText())
              && function.path("arguments").isTextual()
              && chosen(function.path("arguments").textValue());
      if (right) {
        return Shown.VERIFIED;
      }
      // Where the budget ran out in the middle of a call, nobody knows how it goes on.
      return finished(choice) ? Shown.refuted(Reason.WRONG) : Shown.NOTHING;
    }
    return finished(choice) && !words(choice).isEmpty()
        ? Shown.refuted(Reason.IGNORED)
        : Shown.NOTHING;
  }

  private static Shown structured(JsonNode choice) {
    String words = words(choice);
    if (words.isEmpty() || !finished(choice)) {
      return Shown.NOTHING;
    }
    if (chosen(words)) {
      return Shown.VERIFIED;
    }
    boolean json = tree(words.getBytes(StandardCharsets.UTF_8)).isObject();
    return Shown.refuted(json ? Reason.WRONG : Reason.IGNORED);
  }

  /** An object of one field with one of the values that may be chosen, and nothing else. */
  private static boolean chosen(String json) {
    JsonNode object = tree(json.getBytes(StandardCharsets.UTF_8));
    JsonNode value = object.path(CapabilityQuestion.FIELD);
    return object.isObject()
        && object.size() == 1
        && value.isTextual()
        && CapabilityQuestion.CHOICES.contains(value.textValue());
  }

  /** One colour has to be named; a sentence that weighs several shows nothing. */
  private static Shown vision(JsonNode choice, Colour colour) {
    String words = words(choice).toLowerCase(Locale.ROOT);
    if (words.isEmpty() || !finished(choice)) {
      return Shown.NOTHING;
    }
    Colour said = null;
    for (Colour each : Colour.values()) {
      if (each.saidIn(words)) {
        if (said != null) {
          return Shown.NOTHING;
        }
        said = each;
      }
    }
    if (said == null) {
      return Blindness.in(words) ? Shown.refuted(Reason.IGNORED) : Shown.NOTHING;
    }
    return said == colour ? Shown.VERIFIED : Shown.refuted(Reason.WRONG);
  }

  /** What the model says; empty where it says nothing, or not as a text. */
  static String words(JsonNode choice) {
    JsonNode content = choice.path("message").path("content");
    return content.isTextual() ? content.textValue().strip() : "";
  }

  /** Whether it came to its own end. */
  static boolean finished(JsonNode choice) {
    return switch (choice.path("finish_reason").asText("")) {
      case "stop", "eos", "end_turn", "tool_calls" -> true;
      default -> false;
    };
  }
}
