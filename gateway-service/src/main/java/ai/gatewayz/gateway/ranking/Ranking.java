package ai.gatewayz.gateway.ranking;

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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * An answer in the shape that Cohere and Jina share: {@code results}, each with its {@code index}
 * and {@code relevance_score}. Fireworks calls them {@code data}, and callers get them by the
 * common name. Everything else is passed on as it came.
 */
public final class Ranking implements AnswerForm {

  private static final byte[] DATA = "\"data\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RESULTS = "\"results\"".getBytes(StandardCharsets.US_ASCII);

  // An answer may hold a whole document in one string; its size is bounded where it comes.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names of a provider's choice do not stay for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final Chunk GARBAGE = new Chunk.Garbage();

  private boolean ranked;
  private boolean odd;
  private boolean failed;
  private Usage used;
  private Usage billed;

  /** Where the name of the results is to be written anew; negative where it stays. */
  private int renamed = -1;

  @Override
  public Chunk readWhole(Bytes body) {
    try (JsonParser json = JSON.createParser(body.array(), body.start(), body.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return GARBAGE;
      }
      members(json, body);
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
    return ranked && !odd ? Chunk.Part.of(true, true, true, false, 0, usage()) : GARBAGE;
  }

  private void members(JsonParser json, Bytes body) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      int start = (int) json.currentTokenLocation().getByteOffset();
      JsonToken value = json.nextToken();
      switch (name) {
        case "results" -> {
          results(json);
          renamed = -1;
        }
        case "data" -> {
          if (!ranked) {
            results(json);
            renamed = ranked && isData(body, start) ? start : -1;
          }
        }
        case "usage" -> used = UsageReader.read(json);
        case "meta" -> billed(json);
        case "error" -> failed |= value != JsonToken.VALUE_NULL;
        default -> {}
      }
      // Whatever a member held, the next token is the next member's.
      json.skipChildren();
    }
  }

  private static boolean isData(Bytes body, int start) {
    int from = body.start() + start;
    return Arrays.equals(body.array(), from, from + DATA.length, DATA, 0, DATA.length);
  }

  /** One that is no place in an order makes all of them useless. */
  private void results(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      boolean placed = json.currentToken() == JsonToken.START_OBJECT && placed(json);
      json.skipChildren();
      ranked |= placed;
      odd |= !placed;
    }
  }

  private static boolean placed(JsonParser json) throws IOException {
    boolean index = false;
    boolean score = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "index" -> index = value == JsonToken.VALUE_NUMBER_INT;
        case "relevance_score" -> score = value.isNumeric();
        default -> {}
      }
      json.skipChildren();
    }
    return index && score;
  }

  /** What Cohere counts by: {@code meta.billed_units}. */
  private void billed(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean units = json.currentName().equals("billed_units");
      json.nextToken();
      if (units) {
        billed = UsageReader.read(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private Usage usage() {
    if (used == null || billed == null || used.searchUnits() > 0) {
      return used == null ? billed : used;
    }
    return new Usage(
        used.input(),
        used.output(),
        used.cached(),
        used.cacheWritten(),
        used.reasoning(),
        used.cost(),
        billed.searchUnits());
  }

  @Override
  public Bytes writeWhole(Bytes body, Usage usage, long written) {
    if (renamed < 0) {
      return body;
    }
    int behind = renamed + DATA.length;
    byte[] whole = new byte[body.length() - DATA.length + RESULTS.length];
    System.arraycopy(body.array(), body.start(), whole, 0, renamed);
    System.arraycopy(RESULTS, 0, whole, renamed, RESULTS.length);
    System.arraycopy(
        body.array(),
        body.start() + behind,
        whole,
        renamed + RESULTS.length,
        body.length() - behind);
    return Bytes.of(whole);
  }

  @Override
  public Optional<EventForm> events() {
    return Optional.empty();
  }

  /** Where the results are written by another name. */
  @Override
  public int copies() {
    return 2;
  }
}
