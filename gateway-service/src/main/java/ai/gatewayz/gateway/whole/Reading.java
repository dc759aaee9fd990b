package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads JSON value by value where it lies, without building anything: what is passed on as it came
 * is known by its place.
 */
final class Reading {

  // An answer may hold an image in one string; its size is bounded where it comes.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names of a provider's choice do not stay for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /** A step that may find that it is no JSON. */
  private interface Step<T> {
    T take() throws IOException;
  }

  private final Bytes source;
  private final JsonParser json;

  /** At the value that the bytes are. */
  Reading(Bytes source) throws GarbledException {
    this.source = source;
    this.json = step(() -> JSON.createParser(source.array(), source.start(), source.length()));
    step(json::nextToken);
  }

  private static <T> T step(Step<T> step) throws GarbledException {
    try {
      return step.take();
    } catch (JsonProcessingException e) {
      throw new GarbledException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }

  /** Moves to the value of the next member; null behind the last. What was at hand is taken. */
  String member() throws GarbledException {
    return step(
        () -> {
          if (json.nextToken() != JsonToken.FIELD_NAME) {
            return null;
          }
          String name = json.currentName();
          json.nextToken();
          return name;
        });
  }

  /** Moves to the next element; false behind the last. What was at hand is taken. */
  boolean element() throws GarbledException {
    return step(() -> json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null);
  }

  boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isArray() {
    return json.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isText() {
    return json.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isInt() throws GarbledException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && step(json::getNumberType) == JsonParser.NumberType.INT;
  }

  int integer() throws GarbledException {
    return step(json::getIntValue);
  }

  /** Empty where it is no scalar, or null. */
  String text() throws GarbledException {
    return json.currentToken().isScalarValue() && !isNull() ? step(json::getText) : "";
  }

  /** Takes the value: moves to its end, and says where it lies. */
  Bytes value() throws GarbledException {
    return step(
        () -> {
          int from = (int) json.currentTokenLocation().getByteOffset();
          json.skipChildren();
          json.finishToken();
          int to = (int) json.currentLocation().getByteOffset();
          return new Bytes(source.array(), source.start() + from, to - from);
        });
  }

  /** Takes it without a look. */
  void skip() throws GarbledException {
    step(json::skipChildren);
  }
}
