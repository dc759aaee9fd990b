package ai.gatewayz.catalog.reconcile;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The latest that a consumer was told of an offer.
 *
 * @param version 0 where there is none that can be believed
 * @param model canonical id; empty where there is none
 * @param digest of the event's text; null for a tombstone
 */
record Told(long version, String model, String digest) {

  static final Told GONE = new Told(0, "", null);

  /**
   * The largest number that every reader of JSON holds exactly. A larger version would leave none
   * to go on with.
   */
  static final long MOST = (1L << 53) - 1;

  private static final int BYTES = 12;

  /** Reads no more of it than is needed: what is no offer is told all the same. */
  static Told of(byte[] json) {
    if (json == null) {
      return GONE;
    }
    long version = 0;
    String model = "";
    try (JsonParser parser = EventJson.mapper().createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          JsonToken value = parser.nextToken();
          if (field.equals("version") && value == JsonToken.VALUE_NUMBER_INT) {
            version = parser.getLongValue();
          } else if (field.equals("model") && value == JsonToken.VALUE_STRING) {
            model = parser.getText();
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      version = 0;
    }
    return new Told(version < 0 || version > MOST ? 0 : version, model, digest(json));
  }

  private static String digest(byte[] text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
