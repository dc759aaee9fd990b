package ai.gatewayz.gateway.sse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads events and whole answers in one pass, without building anything. */
public final class ChunkReader {

  private static final byte[] DONE_MARK = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final Chunk DONE = new Chunk.Done();
  private static final Chunk GARBAGE = new Chunk.Garbage();

  // An answer may hold an image in one string; its size is bounded where it is read.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private boolean content;
  private boolean finished;
  private boolean answer;
  private boolean error;
  private Usage usage;
  private final SaidMeter said = new SaidMeter();

  private ChunkReader() {}

  public static Chunk read(byte[] data) {
    return read(data, 0, data.length);
  }

  /** The same of a part of an array. */
  public static Chunk read(byte[] data, int from, int length) {
    if (length <= DONE_MARK.length + 2
        && new String(data, from, length, StandardCharsets.US_ASCII).strip().equals("[DONE]")) {
      return DONE;
    }
    ChunkReader reader = new ChunkReader();
    try (JsonParser json = JSON.createParser(data, from, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return GARBAGE;
      }
      reader.members(json);
      if (json.nextToken() != null) {
        return GARBAGE;
      }
    } catch (JsonProcessingException e) {
      return GARBAGE;
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
    if (reader.error) {
      return new Chunk.Error(Arrays.copyOfRange(data, from, from + length));
    }
    return reader.answer || reader.usage != null
        ? new Chunk.Part(reader.content, reader.finished, reader.said.quarters(), reader.usage)
        : GARBAGE;
  }

  private void members(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "error" -> {
          error |= value != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        case "choices" -> choices(json);
        case "data" -> {
          answer |= value == JsonToken.START_ARRAY;
          content |= value == JsonToken.START_ARRAY;
          json.skipChildren();
        }
        case "usage" -> {
          Usage read = usage(json);
          usage = read == null ? usage : read;
        }
        default -> json.skipChildren();
      }
    }
  }

  private void choices(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    answer = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        choice(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void choice(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "delta", "message" -> delta(json);
        case "text" -> {
          content |= text(json);
          if (value == JsonToken.VALUE_STRING) {
            said.text(name, json);
          }
        }
        case "finish_reason" -> finished |= text(json);
        // Some hosts put the error of an answer that had begun into the choice.
        case "error" -> {
          error |= value != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  /**
   * Anything but the role is something for the reader: text, thought, refusal, tool calls, audio.
   */
  private void delta(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    said.begin();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      boolean role = name.equals("role");
      JsonToken value = json.nextToken();
      boolean something =
          switch (value) {
            case VALUE_STRING -> {
              said.text(name, json);
              yield text(json);
            }
            case START_ARRAY -> {
              if (name.equals("tool_calls")) {
                yield said.calls(json);
              }
              boolean filled = json.nextToken() != JsonToken.END_ARRAY;
              if (filled) {
                toEnd(json);
              }
              yield filled;
            }
            case START_OBJECT -> {
              json.skipChildren();
              yield true;
            }
            default -> false;
          };
      content |= something && !role;
    }
  }

  private static void toEnd(JsonParser json) throws IOException {
    while (json.currentToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      json.nextToken();
    }
  }

  private static boolean text(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      json.skipChildren();
      return false;
    }
    return json.getTextLength() > 0;
  }

  private static Usage usage(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    long input = 0;
    long output = 0;
    long cached = 0;
    long reasoning = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "prompt_tokens", "input_tokens" -> input = count(json);
        case "completion_tokens", "output_tokens" -> output = count(json);
        case "prompt_tokens_details", "input_tokens_details" ->
            cached = member(json, "cached_tokens");
        case "completion_tokens_details", "output_tokens_details" ->
            reasoning = member(json, "reasoning_tokens");
        default -> json.skipChildren();
      }
    }
    return new Usage(input, output, cached, reasoning);
  }

  private static long member(JsonParser json, String wanted) throws IOException {
    long count = 0;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return count;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals(wanted);
      json.nextToken();
      if (found) {
        count = count(json);
      } else {
        json.skipChildren();
      }
    }
    return count;
  }

  private static long count(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return Math.max(0, json.getLongValue());
    }
    json.skipChildren();
    return 0;
  }
}
