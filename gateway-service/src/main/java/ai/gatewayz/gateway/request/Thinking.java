package ai.gatewayz.gateway.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request asks the model to think before it answers. Only what asks for it without doubt
 * does: offers that cannot are left out for it. What leaves it to the model, or is about showing
 * thoughts only, asks for nothing.
 */
final class Thinking {

  /** How one API or another says that there is to be none. */
  private static final Set<String> NONE = Set.of("", "none", "off", "disabled", "false");

  /** No word for an effort is longer. */
  private static final int LONGEST_WORD = 32;

  private static final Names TYPE = new Names("thinking.", "type");
  private static final Names OPTIONS = new Names("reasoning.", "enabled", "effort", "max_tokens");

  private Thinking() {}

  /**
   * @param name the field whose value is at hand: OpenAI's {@code reasoning_effort}, OpenRouter's
   *     and Responses' {@code reasoning}, or Anthropic's {@code thinking}
   */
  static boolean asked(String name, JsonParser json) throws IOException {
    return switch (name) {
      case "thinking" -> Fields.textOf(json, TYPE).equals("enabled");
      case "reasoning" ->
          json.currentToken() == JsonToken.START_OBJECT ? options(json) : effort(json);
      default -> effort(json);
    };
  }

  private static boolean effort(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING
        && json.getTextLength() <= LONGEST_WORD
        && !NONE.contains(json.getText().strip().toLowerCase(Locale.ROOT));
  }

  private static boolean options(JsonParser json) throws IOException {
    boolean asked = false;
    boolean refused = false;
    long seen = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      seen = OPTIONS.see(seen, name);
      JsonToken value = json.nextToken();
      switch (name) {
        case "enabled" -> {
          asked |= value == JsonToken.VALUE_TRUE;
          refused |= value == JsonToken.VALUE_FALSE;
        }
        case "effort" -> {
          asked |= effort(json);
          refused |= value == JsonToken.VALUE_STRING && !effort(json);
        }
        case "max_tokens" -> asked |= value == JsonToken.VALUE_NUMBER_INT && positive(json);
        default -> {
          // What is shown of thoughts does not ask for any.
        }
      }
      json.skipChildren();
    }
    return asked && !refused;
  }

  private static boolean positive(JsonParser json) throws IOException {
    return json.getNumberType() == JsonParser.NumberType.INT && json.getIntValue() > 0;
  }
}
