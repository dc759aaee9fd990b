package ai.gatewayz.gateway.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What may be in a request that asks no more than the smallest question does. Strict on purpose:
 * what such a request meets is held against an offer at once, so that nothing may be in it that
 * some model refuses, or is slow or fails over. A caller of anything else loses nothing by it.
 */
final class Usual {

  /** As much text as the smallest contexts take. */
  static final int BODY_BYTES = 32 * 1024;

  static final int MESSAGES = 64;
  static final int TEXTS = 64;

  /** Models that think first refuse less. */
  private static final long LEAST_TOKENS = 16;

  private static final long MOST_TOKENS_STREAMED = 32_768;

  /** At 20 tokens a second they are there in less time than a whole answer is given. */
  private static final long MOST_TOKENS_WHOLE = 4_096;

  private static final int STOPS = 4;
  private static final int SHORT_TEXT = 256;
  private static final int LONGEST_NUMBER = 24;

  private Usual() {}

  static boolean budget(long tokens, boolean streamed) {
    return tokens >= LEAST_TOKENS
        && tokens <= (streamed ? MOST_TOKENS_STREAMED : MOST_TOKENS_WHOLE);
  }

  /**
   * Whether a field that the gateway does not act on is one that every model takes, with a value in
   * the range that is documented for it. {@code null} is none: some refuse it.
   */
  static boolean parameter(String name, JsonParser json) throws IOException {
    return switch (name) {
      case "temperature" -> number(json, 0, 2);
      case "top_p" -> number(json, 0, 1);
      case "frequency_penalty", "presence_penalty" -> number(json, -2, 2);
      case "n" -> whole(json, 1, 1);
      case "top_n" -> whole(json, 1, TEXTS);
      case "return_documents" ->
          json.currentToken() == JsonToken.VALUE_TRUE
              || json.currentToken() == JsonToken.VALUE_FALSE;
      case "seed" -> whole(json, 0, Integer.MAX_VALUE);
      case "stop" -> stop(json);
      case "user" -> shortText(json);
      // What clients ask for that name it at all; not every model knows the other ones.
      case "encoding_format" ->
          json.currentToken() == JsonToken.VALUE_STRING && json.getText().equals("float");
      default -> false;
    };
  }

  private static boolean number(JsonParser json, double least, double most) throws IOException {
    if (!json.currentToken().isNumeric() || json.getTextLength() > LONGEST_NUMBER) {
      return false;
    }
    double value = json.getDoubleValue();
    return value >= least && value <= most;
  }

  private static boolean whole(JsonParser json, int least, int most) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT && number(json, least, most);
  }

  private static boolean stop(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return shortText(json);
    }
    int stops = 0;
    boolean usual = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      usual &= shortText(json);
      json.skipChildren();
      stops++;
    }
    return usual && stops > 0 && stops <= STOPS;
  }

  private static boolean shortText(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING
        && json.getTextLength() > 0
        && json.getTextLength() <= SHORT_TEXT;
  }
}
