package ai.gatewayz.gateway.sse;

import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Estimates the tokens of what a chunk says: text, thought and tool calls, not the JSON around. */
final class SaidMeter {

  /** What frames a tool call, beside its name and its arguments. */
  private static final int OF_A_CALL = 10;

  private final TokenMeter meter = new TokenMeter();
  private final boolean metering;
  private boolean thought;

  /**
   * @param metering false where nobody asks: then it only reads on
   */
  SaidMeter(boolean metering) {
    this.metering = metering;
  }

  /** Quarters of a token. */
  long quarters() {
    return meter.quarters();
  }

  /** Begins a message or a delta. */
  void begin() {
    thought = false;
  }

  /** The text at hand, by the name of the member that holds it. */
  void text(String member, JsonParser json) throws IOException {
    switch (member) {
      case "content", "text", "refusal" -> add(json);
      case "reasoning", "reasoning_content" -> {
        // Some send the same thought under both names.
        if (!thought && json.getTextLength() > 0) {
          thought = true;
          add(json);
        }
      }
      default -> {
        // A role, a signature, an id: nothing that was written.
      }
    }
  }

  /**
   * The array of tool calls at hand, to its end.
   *
   * @return whether there is something in it
   */
  boolean calls(JsonParser json) throws IOException {
    boolean some = false;
    String name = "";
    int open = 1;
    while (open > 0) {
      JsonToken token = json.nextToken();
      some |= token != JsonToken.END_ARRAY;
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      } else if (token == JsonToken.FIELD_NAME) {
        name = json.currentName();
      } else if (token == JsonToken.VALUE_STRING) {
        call(name, json);
      }
    }
    return some;
  }

  private void call(String name, JsonParser json) throws IOException {
    boolean named = metering && name.equals("name") && json.getTextLength() > 0;
    if (named) {
      meter.add(OF_A_CALL);
    }
    if (named || name.equals("arguments")) {
      add(json);
    }
  }

  private void add(JsonParser json) throws IOException {
    if (metering) {
      meter.add(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }
  }
}
