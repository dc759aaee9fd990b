package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads what is to be ranked: a query, and the documents that are put in its order. */
final class RankingReader {

  /** No provider ranks more at once. */
  static final int MOST_DOCUMENTS = 10_000;

  private final byte[] body;
  private final int length;
  private final JsonParser json;
  private final TokenMeter meter;
  private boolean queried;
  private boolean usual;

  RankingReader(RequestBody body, JsonParser json, TokenMeter meter) {
    this.body = body.bytes();
    this.length = body.length();
    this.json = json;
    this.meter = meter;
    this.usual = length <= Usual.BODY_BYTES;
  }

  /** Whether all of it is plain text of usual size, in a usual number of documents. */
  boolean usual() {
    return usual;
  }

  /**
   * @throws ai.gatewayz.gateway.error.FailureException where there was no query
   */
  void complete() {
    if (!queried) {
      throw Failure.field("query", "The field query is missing.").exception();
    }
  }

  /** A text; some models take a picture, as an object. */
  void query() throws IOException {
    if (!value()) {
      throw Failure.field("query", "The field query must be a string or an object.").exception();
    }
    queried = true;
  }

  /** Texts, or objects that hold one or a picture. */
  void documents() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Failure.field("documents", "The field documents must be an array.").exception();
    }
    int documents = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (documents == MOST_DOCUMENTS) {
        throw Failure.field(
                "documents",
                "The field documents holds more than " + MOST_DOCUMENTS + " documents.")
            .exception();
      }
      if (!value()) {
        throw Failure.field(
                "documents[" + documents + "]", "A document must be a string or an object.")
            .exception();
      }
      documents++;
    }
    if (documents == 0) {
      throw Failure.field("documents", "The field documents must hold at least one document.")
          .exception();
    }
    usual &= documents <= Usual.TEXTS;
  }

  /** Counts the value at hand; false where it is neither a text nor an object. */
  private boolean value() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      int from = Fields.offset(json) + 1;
      int to = Math.max(from, Fields.endOfText(body, length, from - 1) - 1);
      long before = meter.quarters();
      meter.addString(body, from, to);
      // Some refuse a text that says nothing.
      usual = usual && meter.quarters() > before && PlainText.is(body, from, to);
      return true;
    }
    usual = false;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    int from = Fields.offset(json);
    json.skipChildren();
    meter.addValue(body, from, Fields.end(json));
    return true;
  }
}
