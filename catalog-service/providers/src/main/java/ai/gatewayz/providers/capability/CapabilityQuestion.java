package ai.gatewayz.providers.capability;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.providers.dialect.CapabilityRules;
import ai.gatewayz.providers.dialect.Operation;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The smallest question that shows one capability of an offer.
 *
 * @param capability one of {@link #TESTED}
 * @param colour what its picture shows; it changes from one question to the next, so that a guess
 *     does not stay right
 */
public record CapabilityQuestion(Capability capability, Colour colour) {

  /** What can be shown by one small question. */
  public static final Set<Capability> TESTED =
      Set.copyOf(
          EnumSet.of(
              Capability.TOOLS,
              Capability.STRUCTURED_OUTPUT,
              Capability.VISION,
              Capability.REASONING,
              Capability.EMBEDDINGS));

  /** The one argument of the function, and the one field of the schema. */
  static final String FIELD = "colour";

  static final String FUNCTION = "pick_colour";
  static final List<String> CHOICES =
      List.of(Colour.RED.word(), Colour.GREEN.word(), Colour.BLUE.word());

  private static final String SKY = "Which colour is the sky on a clear day?";
  private static final String RIDDLE =
      "A bat and a ball cost 1.10 together. The bat costs 1 more than the ball. What does the ball"
          + " cost? Answer with the number alone.";

  /** Thinking comes before any answer, and is paid as output. */
  private static final int THINKING_TOKENS = 512;

  public CapabilityQuestion {
    if (!TESTED.contains(capability)) {
      throw new IllegalArgumentException(capability + " cannot be shown by one question");
    }
  }

  /** To which address it goes. */
  public Operation operation() {
    return capability == Capability.EMBEDDINGS ? Operation.EMBEDDINGS : Operation.CHAT;
  }

  /**
   * The output that it needs at most.
   *
   * @param thinks whether the model thinks before it answers
   */
  public int tokens(boolean thinks) {
    int answer =
        switch (capability) {
          case TOOLS, STRUCTURED_OUTPUT -> 64;
          case VISION -> 16;
          case EMBEDDINGS -> 0;
          default -> THINKING_TOKENS;
        };
    return thinks && capability != Capability.EMBEDDINGS
        ? Math.max(answer, THINKING_TOKENS)
        : answer;
  }

  /** What it comes to as a prompt, as most count it; pictures of any size cost a tile. */
  public long promptTokens() {
    return switch (capability) {
      case TOOLS -> 120;
      case STRUCTURED_OUTPUT -> 80;
      case VISION -> 300;
      case EMBEDDINGS -> 12;
      default -> 60;
    };
  }

  /**
   * Its body, still without a budget.
   *
   * @param model what the provider is to be sent for it
   * @param effort whether the offer lets itself be told how much to think
   */
  public ObjectNode body(String model, CapabilityRules rules, boolean effort) {
    ObjectNode body = EventJson.mapper().createObjectNode();
    body.put("model", model);
    switch (capability) {
      case TOOLS -> tools(body);
      case STRUCTURED_OUTPUT -> schema(body);
      case VISION -> picture(body);
      case EMBEDDINGS -> body.put(Operation.EMBEDDINGS.content(), SKY);
      default -> say(body, RIDDLE);
    }
    if (capability == Capability.REASONING && effort) {
      rules.think(body);
    }
    return body;
  }

  private static void say(ObjectNode body, String words) {
    body.putArray(Operation.CHAT.content()).addObject().put("role", "user").put("content", words);
  }

  private static void tools(ObjectNode body) {
    say(body, SKY + " Call the function.");
    ObjectNode tool = body.putArray("tools").addObject().put("type", "function");
    ObjectNode function = tool.putObject("function").put("name", FUNCTION);
    function.put("description", "Takes the colour.");
    function.set("parameters", form());
    body.putObject("tool_choice")
        .put("type", "function")
        .putObject("function")
        .put("name", FUNCTION);
  }

  private static void schema(ObjectNode body) {
    say(body, SKY);
    ObjectNode schema = body.putObject("response_format").put("type", "json_schema");
    ObjectNode named = schema.putObject("json_schema").put("name", "answer").put("strict", true);
    named.set("schema", form());
  }

  /** One field of an enumeration. */
  private static ObjectNode form() {
    ObjectNode form = EventJson.mapper().createObjectNode().put("type", "object");
    ObjectNode field = form.putObject("properties").putObject(FIELD).put("type", "string");
    ArrayNode values = field.putArray("enum");
    CHOICES.forEach(values::add);
    form.putArray("required").add(FIELD);
    form.put("additionalProperties", false);
    return form;
  }

  private void picture(ObjectNode body) {
    ArrayNode parts =
        body.putArray(Operation.CHAT.content()).addObject().put("role", "user").putArray("content");
    parts.addObject().put("type", "text").put("text", "Which colour is this picture? One word.");
    parts
        .addObject()
        .put("type", "image_url")
        .putObject("image_url")
        .put("url", Picture.of(colour));
  }
}
