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
import java.util.Locale;
import java.util.Optional;

/**
 * What was said: JSON with a {@code text}, or, where the caller asks for it, the text itself or
 * subtitles. It is passed on as it came.
 */
public final class Transcript implements AnswerForm {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names of a provider's choice do not stay for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final Chunk GARBAGE = new Chunk.Garbage();

  private boolean plain;
  private Usage usage;

  /** Whether it comes as events, which are passed on as they are. */
  public static boolean streams(String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  @Override
  public Chunk readWhole(Bytes body) {
    int at = body.start();
    int end = at + body.length();
    while (at < end && body.array()[at] <= ' ' && body.array()[at] >= 0) {
      at++;
    }
    if (at == end || body.array()[at] == '<' || body.array()[at] == '[') {
      // Nothing, a page, or a list of errors. Of subtitles none begins like that.
      return GARBAGE;
    }
    if (body.array()[at] == '{') {
      return json(body);
    }
    plain = true;
    return Chunk.Part.of(true, true, true, false, 0, null);
  }

  private Chunk json(Bytes body) {
    boolean text = false;
    boolean failed = false;
    try (JsonParser json = JSON.createParser(body.array(), body.start(), body.length())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "text" -> text |= value == JsonToken.VALUE_STRING;
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
    return text ? Chunk.Part.of(true, true, true, false, 0, usage) : GARBAGE;
  }

  @Override
  public Bytes writeWhole(Bytes body, Usage told, long written) {
    return body;
  }

  @Override
  public String contentType() {
    return plain ? "text/plain; charset=utf-8" : "application/json";
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
