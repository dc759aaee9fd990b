package ai.gatewayz.gateway.media;

import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.sse.UsageReader;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Pictures: {@code data}, each of it with a {@code b64_json} or a {@code url}. They are megabytes:
 * no text of them is taken into memory to be looked at, and all is passed on as it came.
 */
public final class Pictures implements AnswerForm {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names of a provider's choice do not stay for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final Chunk GARBAGE = new Chunk.Garbage();

  private boolean shown;
  private boolean odd;
  private boolean failed;
  private Usage usage;

  @Override
  public Chunk readWhole(Bytes body) {
    try (JsonParser json = JSON.createParser(body.array(), body.start(), body.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return GARBAGE;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "data" -> pictures(json, body);
          case "usage" -> usage = UsageReader.read(json);
          case "error" -> failed |= value != JsonToken.VALUE_NULL;
          default -> {}
        }
        // Whatever a member held, the next token is the next member's.
        json.skipChildren();
      }
      if (json.nextToken() != null) {
        return GARBAGE;
      }
    } catch (JsonProcessingException e) {
      return GARBAGE;
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
    if (failed) {
      return new Chunk.Error(body.copy());
    }
    return shown && !odd ? Chunk.Part.of(true, true, true, false, 0, usage) : GARBAGE;
  }

  private void pictures(JsonParser json, Bytes body) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      boolean picture = json.currentToken() == JsonToken.START_OBJECT && picture(json, body);
      json.skipChildren();
      shown |= picture;
      odd |= !picture;
    }
  }

  private static boolean picture(JsonParser json, Bytes body) throws IOException {
    boolean picture = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      boolean holds = name.equals("b64_json") || name.equals("url");
      picture |= holds && value == JsonToken.VALUE_STRING && filled(json, body);
      json.skipChildren();
    }
    return picture;
  }

  /** Whether there is something between the quotes, by the place where the text begins. */
  private static boolean filled(JsonParser json, Bytes body) {
    int first = body.start() + (int) json.currentTokenLocation().getByteOffset() + 1;
    return body.array()[first] != '"';
  }

  @Override
  public Bytes writeWhole(Bytes body, Usage told, long written) {
    return body;
  }

  @Override
  public Optional<EventForm> events() {
    return Optional.empty();
  }

  @Override
  public int copies() {
    return 0;
  }
}
