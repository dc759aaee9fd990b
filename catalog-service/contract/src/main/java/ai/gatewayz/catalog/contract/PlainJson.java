package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Values of an event in the form in which they are written. Any other form is a {@link
 * NotPlainException}: the general mapper may still understand it, or says what is wrong.
 *
 * <p>The mapper is slow until all of it is compiled, and a start reads tens of thousands of events
 * before: this is little code for the few forms that they have.
 */
public final class PlainJson {

  private final JsonParser json;

  /**
   * @param json at the value
   */
  public PlainJson(JsonParser json) {
    this.json = json;
  }

  /** Not an error: whoever sees it asks the mapper. */
  public static final class NotPlainException extends RuntimeException {
    public NotPlainException() {
      super("not plain", null, false, false);
    }
  }

  /** The values of an enum by the names that they have in events. */
  public static <E extends Enum<E>> Map<String, E> names(Class<E> type) {
    Map<String, E> names = new HashMap<>();
    for (E value : type.getEnumConstants()) {
      names.put(EventJson.mapper().convertValue(value, String.class), value);
    }
    return Map.copyOf(names);
  }

  /** Moves to the next member of an object and to its value; its name, or null at the end. */
  public String member() throws IOException {
    String name = json.nextFieldName();
    if (name == null) {
      require(json.currentToken() == JsonToken.END_OBJECT);
      return null;
    }
    json.nextToken();
    return name;
  }

  public void object() {
    require(json.currentToken() == JsonToken.START_OBJECT);
  }

  void array() {
    require(json.currentToken() == JsonToken.START_ARRAY);
  }

  /** Moves to the next element of an array; false at its end. */
  boolean element() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  public void skip() throws IOException {
    json.skipChildren();
  }

  public void end() throws IOException {
    require(json.nextToken() == null);
  }

  public String text() throws IOException {
    if (isNull()) {
      return null;
    }
    require(json.currentToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  public <E extends Enum<E>> E one(Map<String, E> names) throws IOException {
    E value = names.get(json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "");
    require(value != null);
    return value;
  }

  public Integer integer() throws IOException {
    if (isNull()) {
      return null;
    }
    requireWhole();
    require(json.getNumberType() == JsonParser.NumberType.INT);
    return json.getIntValue();
  }

  public long whole() throws IOException {
    requireWhole();
    require(json.getNumberType() != JsonParser.NumberType.BIG_INTEGER);
    return json.getLongValue();
  }

  public Long wholeOrNull() throws IOException {
    return isNull() ? null : (Long) whole();
  }

  Double decimal() throws IOException {
    if (isNull()) {
      return null;
    }
    require(json.currentToken().isNumeric());
    return json.getDoubleValue();
  }

  BigDecimal exact() throws IOException {
    if (isNull()) {
      return null;
    }
    require(json.currentToken().isNumeric());
    BigDecimal decimal;
    try {
      decimal = json.getDecimalValue();
    } catch (NumberFormatException e) {
      // Its exponent does not even fit: the parser does not say so as of other malformed JSON.
      throw new NotPlainException();
    }
    require(Decimals.sane(decimal));
    return decimal;
  }

  Boolean bool() {
    if (isNull()) {
      return null;
    }
    require(json.currentToken().isBoolean());
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  public Instant instant() throws IOException {
    if (isNull()) {
      return null;
    }
    require(json.currentToken() == JsonToken.VALUE_STRING);
    Instant instant = InstantReader.parse(json.getText());
    require(instant != null);
    return instant;
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private void requireWhole() {
    require(json.currentToken() == JsonToken.VALUE_NUMBER_INT);
  }

  static void require(boolean plain) {
    if (!plain) {
      throw new NotPlainException();
    }
  }
}
