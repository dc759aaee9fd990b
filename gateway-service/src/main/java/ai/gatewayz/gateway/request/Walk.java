package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Goes through a value of a body token by token, and counts the tokens of the texts that it is told
 * to count. No text is taken into memory but words.
 */
public final class Walk {

  /** No word that anything depends on is longer. */
  private static final int LONGEST_WORD = 64;

  private final byte[] body;
  private final int length;
  private final JsonParser json;
  private final TokenMeter meter;

  /** After the opening quote of a text whose end is not known yet; 0 for none. */
  private int text;

  Walk(RequestBody body, JsonParser json, TokenMeter meter) {
    this.body = body.bytes();
    this.length = body.length();
    this.json = json;
    this.meter = meter;
  }

  /** Goes on to the next token. */
  public JsonToken next() throws IOException {
    JsonToken token = json.nextToken();
    if (text > 0) {
      int end = Math.min(Fields.offset(json), length) - 1;
      while (body[end] != '"') {
        end--;
      }
      meter.addString(body, text, end);
      text = 0;
    }
    return token;
  }

  /** The token at hand. */
  public JsonToken at() {
    return json.currentToken();
  }

  /** The name of the member whose name or value is at hand. */
  public String name() throws IOException {
    return json.currentName();
  }

  /** Goes to the end of the value at hand. */
  public void skip() throws IOException {
    json.skipChildren();
  }

  /** Goes to the end of the array or object that the token at hand stands in. */
  public void toEnd() throws IOException {
    while (!at().isStructEnd()) {
      json.skipChildren();
      json.nextToken();
    }
  }

  /** The text at hand; empty where there is none, or one that is longer than a word. */
  public String word() throws IOException {
    if (at() != JsonToken.VALUE_STRING) {
      return "";
    }
    int start = Fields.offset(json);
    int last = Math.min(length - 1, start + 1 + LONGEST_WORD);
    for (int i = start + 1; i <= last; i++) {
      if (body[i] == '"') {
        return json.getText();
      }
    }
    return "";
  }

  /** Whether a text is at hand, and not an empty one. */
  public boolean filled() {
    return at() == JsonToken.VALUE_STRING && body[Fields.offset(json) + 1] != '"';
  }

  /** Whether a text is at hand that begins so, in ASCII. */
  public boolean begins(String prefix) {
    if (at() != JsonToken.VALUE_STRING) {
      return false;
    }
    byte[] wanted = prefix.getBytes(StandardCharsets.US_ASCII);
    int start = Fields.offset(json) + 1;
    for (int i = 0; i < wanted.length; i++) {
      if (start + i >= length || body[start + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Counts the text at hand, where it is one. Its end is known when the walk goes on, which is
   * faster than to look for it.
   */
  public void count() {
    if (at() == JsonToken.VALUE_STRING) {
      text = Fields.offset(json) + 1;
    }
  }

  /** The same of a text that is a member of the body itself. */
  public void countMember() {
    if (at() == JsonToken.VALUE_STRING) {
      int start = Fields.offset(json);
      int end = Fields.endOfText(body, length, start) - 1;
      meter.addString(body, start + 1, Math.max(start + 1, end));
    }
  }

  /** Counts the names and values of what is at hand, and goes to its end. */
  public void countValue() throws IOException {
    if (!at().isStructStart()) {
      count();
      return;
    }
    int from = Fields.offset(json);
    json.skipChildren();
    meter.addValue(body, from, Fields.end(json));
  }

  /** Counts what is no text, however long its data or its address. */
  public void countMedium() {
    meter.add(TokenMeter.OF_A_MEDIUM);
  }

  /** Counts what frames a message. */
  public void countFrame() {
    meter.add(TokenMeter.OF_A_FRAME);
  }
}
