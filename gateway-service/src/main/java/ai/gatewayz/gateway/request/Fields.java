package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads values of known kinds; each leaves the parser at the value's last token. */
final class Fields {

  private Fields() {}

  /** Where the token at hand begins in the body. */
  static int offset(JsonParser json) {
    return (int) json.currentTokenLocation().getByteOffset();
  }

  /** Where the token at hand, read to its end, ends. */
  static int end(JsonParser json) {
    return (int) json.currentLocation().getByteOffset();
  }

  /**
   * Where a text ends, which the parser is at the beginning of. What is in it is the parser's to
   * check, when it goes on.
   */
  static int endOfText(byte[] body, int length, int start) {
    int at = start + 1;
    while (at < length && body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, length);
  }

  /** Of OpenAI's fields that are switches null is as good as false. */
  static boolean bool(JsonParser json, String param) {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default ->
          throw Failure.field(param, "The field " + param + " must be true or false.").exception();
    };
  }

  /**
   * The text of a member of the object at hand; empty where it is not there or no text.
   *
   * @param names the member's alone
   */
  static String textOf(JsonParser json, Names names) throws IOException {
    String text = "";
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return text;
    }
    long seen = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      long before = seen;
      seen = names.see(seen, json.currentName());
      if (json.nextToken() == JsonToken.VALUE_STRING && seen != before) {
        text = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return text;
  }

  /** Whether a member of the object at hand is {@code true}. */
  static boolean isTrue(JsonParser json, String member) throws IOException {
    boolean is = false;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return is;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals(member);
      JsonToken value = json.nextToken();
      is = wanted ? value == JsonToken.VALUE_TRUE : is;
      json.skipChildren();
    }
    return is;
  }

  /** An array of strings, or null for none. */
  static List<String> strings(JsonParser json, String param, int most, int longest)
      throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    List<String> strings = new ArrayList<>();
    boolean good = json.currentToken() == JsonToken.START_ARRAY;
    while (good && json.nextToken() != JsonToken.END_ARRAY) {
      good = json.currentToken() == JsonToken.VALUE_STRING && strings.size() < most;
      if (good) {
        strings.add(json.getText());
        good = !strings.getLast().isBlank() && strings.getLast().length() <= longest;
      }
    }
    if (!good) {
      throw Failure.field(
              param,
              "The field "
                  + param
                  + " must be an array of at most "
                  + most
                  + " strings of at most "
                  + longest
                  + " characters.")
          .exception();
    }
    return strings;
  }

  /**
   * Goes on to the end of a structure of which the parser is {@code depth} levels inside, or deeper
   * by the token at hand.
   */
  static void skipRest(JsonParser json, int depth) throws IOException {
    int open = depth;
    JsonToken token = json.currentToken();
    while (true) {
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd() && --open == 0) {
        return;
      }
      token = json.nextToken();
      if (token == null) {
        return;
      }
    }
  }
}
