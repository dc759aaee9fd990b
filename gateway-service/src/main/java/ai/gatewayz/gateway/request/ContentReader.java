package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Reads what a model is given: messages, a prompt, an input, and the tools beside them. */
final class ContentReader {

  private static final Names MESSAGE = new Names("messages[].", "role", "content", "tool_calls");
  private static final Names PART = new Names("messages[].content[].", "type", "text");
  private static final long ROLE_AND_CONTENT = MESSAGE.see(MESSAGE.see(0, "role"), "content");

  private static final int MOST_PLACES = 16 * 1024;

  private final byte[] body;
  private final int length;
  private final JsonParser json;
  private final List<Edits.Place> places;
  private final TokenMeter meter;

  /** After the opening quote of a text whose end is not known yet; 0 for none. */
  private int text;

  private int pictures;
  private boolean usual;

  /** The role of the message before. */
  private String role = "";

  private int messages;

  ContentReader(RequestBody body, JsonParser json, List<Edits.Place> places, TokenMeter meter) {
    this.meter = meter;
    this.body = body.bytes();
    this.length = body.length();
    this.json = json;
    this.places = places;
    this.usual = length <= Usual.BODY_BYTES;
  }

  /** How many pictures are in it. */
  int pictures() {
    return pictures;
  }

  /**
   * Whether it is plain text of usual size, in turns as the templates of all models take them: a
   * system's word first if at all, then user and assistant by turns, the user last.
   */
  boolean usual() {
    return usual;
  }

  void messages() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Failure.field("messages", "The field messages must be an array.").exception();
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw Failure.field("messages[" + messages + "]", "A message must be an object.")
            .exception();
      }
      message();
      messages++;
    }
    if (messages == 0) {
      throw Failure.field("messages", "The field messages must contain at least one message.")
          .exception();
    }
    usual &= messages <= Usual.MESSAGES && role.equals("user");
  }

  /** A text or an array of texts. */
  void texts(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      int start = Fields.offset(json);
      text = start + 1;
      counted(Math.max(text, Fields.endOfText(body, length, start) - 1));
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Failure.field(field, "The field " + field + " must be a string or an array.")
          .exception();
    }
    int texts = 0;
    while (next() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        text();
      } else {
        usual = false;
        numbers();
      }
      texts++;
    }
    // Of prompts, not every server takes several.
    usual &= texts > 0 && texts <= Usual.TEXTS && field.equals("input");
  }

  /** Numbers stand for tokens; what else there is, is the provider's to refuse. */
  private void numbers() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      meter.add(1);
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      meter.add(1);
      json.skipChildren();
    }
  }

  /** Whether the array at hand holds tools. */
  boolean tools() throws IOException {
    usual = false;
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return false;
    }
    int from = Fields.offset(json);
    boolean some = json.nextToken() != JsonToken.END_ARRAY;
    if (some) {
      Fields.skipRest(json, 1);
    }
    meter.addValue(body, from, Fields.end(json));
    return some;
  }

  private void message() throws IOException {
    long seen = 0;
    meter.add(TokenMeter.OF_A_FRAME);
    while (next() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      seen = MESSAGE.see(seen, name);
      JsonToken value = json.nextToken();
      switch (name) {
        case "role" -> role();
        case "content" -> content();
        case "tool_calls" -> {
          usual = false;
          if (value == JsonToken.VALUE_NULL) {
            int start = Fields.offset(json);
            json.finishToken();
            place(Edits.Kind.NULL_TOOL_CALLS, start);
          } else {
            int from = Fields.offset(json);
            json.skipChildren();
            json.finishToken();
            meter.addValue(body, from, Fields.end(json));
          }
        }
        default -> {
          usual = false;
          json.skipChildren();
        }
      }
    }
    usual &= seen == ROLE_AND_CONTENT;
  }

  private void role() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      usual = false;
      json.skipChildren();
      return;
    }
    int start = Fields.offset(json);
    String before = role;
    role = json.getText();
    switch (role) {
      case "system" -> usual &= messages == 0;
      case "user" -> usual &= !before.equals("user");
      case "assistant" -> usual &= before.equals("user");
      case "developer" -> {
        usual = false;
        place(Edits.Kind.DEVELOPER_ROLE, start);
      }
      default -> usual = false;
    }
  }

  /** Each is held, and looked at for each attempt. */
  private void place(Edits.Kind kind, int start) {
    if (places.size() >= MOST_PLACES) {
      throw Failure.field(
              "messages",
              "More than "
                  + MOST_PLACES
                  + " messages have the role developer or null for tool_calls.")
          .exception();
    }
    places.add(new Edits.Place(kind, start, Fields.end(json)));
  }

  private void content() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      text();
      return;
    }
    usual &= json.currentToken() == JsonToken.START_ARRAY;
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    int parts = 0;
    while (next() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        part();
      } else {
        usual = false;
        json.skipChildren();
      }
      parts++;
    }
    usual &= parts > 0 && parts <= Usual.TEXTS;
  }

  /** What is not text is counted as one medium, however long its data or its address. */
  private void part() throws IOException {
    String type = "";
    boolean written = false;
    boolean more = false;
    long seen = 0;
    while (next() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      seen = PART.see(seen, name);
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("type")) {
        type = json.getText();
      } else if (value == JsonToken.VALUE_STRING && name.equals("text")) {
        text();
        written = true;
      } else {
        more = true;
        json.skipChildren();
      }
    }
    pictures += type.equals("image_url") || type.equals("input_image") ? 1 : 0;
    usual &= written && !more && type.equals("text");
    if (!written) {
      meter.add(TokenMeter.OF_A_MEDIUM);
    }
  }

  /** The text at hand: Jackson finds its end faster than could be done here, by going on. */
  private void text() {
    text = Fields.offset(json) + 1;
  }

  private JsonToken next() throws IOException {
    JsonToken token = json.nextToken();
    if (text > 0) {
      int end = Math.min(Fields.offset(json), length) - 1;
      while (body[end] != '"') {
        end--;
      }
      counted(end);
    }
    return token;
  }

  /** Counts the text that ends there. */
  private void counted(int end) {
    long before = meter.quarters();
    meter.addString(body, text, end);
    // Some refuse a text that says nothing.
    usual = usual && meter.quarters() > before && PlainText.is(body, text, end);
    text = 0;
  }
}
