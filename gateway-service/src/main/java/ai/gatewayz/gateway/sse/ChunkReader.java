package ai.gatewayz.gateway.sse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Reads events and whole answers in one pass, without building anything. */
public final class ChunkReader {

  private static final byte[] DONE_MARK = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final Chunk DONE = new Chunk.Done();
  private static final Chunk OTHER = new Chunk.Other();
  private static final Chunk GARBAGE = new Chunk.Garbage();

  /** Finish reasons of an answer that broke off. */
  private static final Set<String> FAILED =
      Set.of("error", "network_error", "insufficient_system_resource", "abort");

  // An answer may hold an image in one string; its size is bounded where it is read.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Nor do names of a provider's choice stay for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private Choices begun = Choices.NONE;
  private Choices spoke = Choices.NONE;
  private Choices finished = Choices.NONE;
  private boolean answer;
  private boolean whole;
  private boolean thinking;
  private boolean vectors;
  private boolean odd;
  private boolean error;
  private boolean called;
  private boolean counted;
  private Usage usage;
  private Usage elsewhere;
  private final SaidMeter said;

  // Of the choice that is being read.
  private boolean something;
  private boolean message;

  private ChunkReader(boolean metering) {
    said = new SaidMeter(metering);
  }

  /** What an event says, with an estimate of the tokens in it. */
  public static Chunk read(byte[] data) {
    return read(data, 0, data.length);
  }

  /** The same of a part of an array. */
  public static Chunk read(byte[] data, int from, int length) {
    return read(data, from, length, true);
  }

  /**
   * What a whole answer says. Its tokens are estimated only where it does not tell them: a whole
   * answer that does, as most do, is read in half the time.
   */
  public static Chunk readWhole(byte[] data, int from, int length) {
    Chunk chunk = read(data, from, length, false);
    return chunk instanceof Chunk.Part part && part.usage() == null
        ? read(data, from, length, true)
        : chunk;
  }

  /**
   * What an event says that was read as a tree.
   *
   * @param data its bytes
   */
  public static Chunk read(JsonNode event, Bytes data) {
    return read(event, data, true);
  }

  /** The same of a whole answer. */
  public static Chunk readWhole(JsonNode answer, Bytes data) {
    Chunk chunk = read(answer, data, false);
    return chunk instanceof Chunk.Part part && part.usage() == null
        ? read(answer, data, true)
        : chunk;
  }

  private static Chunk read(JsonNode tree, Bytes data, boolean metering) {
    ChunkReader reader = new ChunkReader(metering);
    try (JsonParser json = tree.traverse()) {
      reader.root(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree that was read before", e);
    }
    return reader.isError() ? new Chunk.Error(data.copy()) : reader.chunk();
  }

  private static Chunk read(byte[] data, int from, int length, boolean metering) {
    if (length <= DONE_MARK.length + 2
        && new String(data, from, length, StandardCharsets.US_ASCII).strip().equals("[DONE]")) {
      return DONE;
    }
    ChunkReader reader = new ChunkReader(metering);
    try (JsonParser json = JSON.createParser(data, from, length)) {
      if (!reader.root(json) || json.nextToken() != null) {
        return GARBAGE;
      }
    } catch (JsonProcessingException e) {
      return GARBAGE;
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
    return reader.isError()
        ? new Chunk.Error(Arrays.copyOfRange(data, from, from + length))
        : reader.chunk();
  }

  private boolean isError() {
    return error || called && !answer;
  }

  private Chunk chunk() {
    if (odd) {
      return GARBAGE;
    }
    if (vectors && !answer) {
      return new Chunk.Vectors(usage);
    }
    Usage told = usage == null ? elsewhere : usage;
    return answer || counted
        ? new Chunk.Part(
            begun,
            spoke,
            finished,
            answer,
            counted && begun.isEmpty(),
            whole,
            thinking,
            said.quarters(),
            told)
        : OTHER;
  }

  /**
   * @return false where there is nothing
   */
  private boolean root(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_OBJECT) {
      members(json);
    } else if (first == JsonToken.START_ARRAY) {
      array(json);
    }
    return first != null;
  }

  /** Google's errors come in an array of one; no answer does. */
  private void array(JsonParser json) throws IOException {
    boolean failed = false;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        ChunkReader element = new ChunkReader(false);
        element.members(json);
        failed |= element.isError();
      } else {
        json.skipChildren();
      }
    }
    error = failed;
  }

  private void members(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "error" -> error |= says(json);
        case "choices" -> choices(json);
        case "data" -> vectors |= value == JsonToken.START_ARRAY && says(json);
        case "usage" -> {
          counted |= value == JsonToken.START_OBJECT;
          Usage read = UsageReader.read(json);
          usage = read == null ? usage : read;
        }
        case "x_groq" -> groq(json);
        case "object", "type" ->
            called |= value == JsonToken.VALUE_STRING && json.getText().equals("error");
        default -> {}
      }
      // Whatever a member held, the next token is the next member's.
      json.skipChildren();
    }
  }

  private void groq(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean used = json.currentName().equals("usage");
      json.nextToken();
      if (used) {
        elsewhere = UsageReader.read(json);
      } else {
        json.skipChildren();
      }
    }
  }

  /** Null and absent are none; anything else but an array is odd. */
  private void choices(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      odd |= json.currentToken() != JsonToken.VALUE_NULL;
      return;
    }
    answer = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        choice(json);
      } else {
        odd = true;
        json.skipChildren();
      }
    }
  }

  private void choice(JsonParser json) throws IOException {
    int index = 0;
    boolean ends = false;
    something = false;
    message = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "index" -> index = value == JsonToken.VALUE_NULL ? 0 : index(json);
        case "delta", "message" -> message(json);
        case "text" -> {
          message |= value == JsonToken.VALUE_STRING;
          something |= text(json);
          if (value == JsonToken.VALUE_STRING) {
            said.text(name, json);
          }
        }
        case "finish_reason" -> {
          ends |= text(json);
          error |= ends && fails(json);
        }
        // Some hosts put the error of an answer that had begun into the choice.
        case "error" -> error |= says(json);
        case "usage" -> elsewhere = UsageReader.read(json);
        default -> {}
      }
      json.skipChildren();
    }
    if (index < 0) {
      odd = true;
      return;
    }
    begun = begun.with(index);
    spoke = something ? spoke.with(index) : spoke;
    finished = ends ? finished.with(index) : finished;
    whole |= something || ends && message;
  }

  /** Negative where there is no such choice. */
  private static int index(JsonParser json) throws IOException {
    boolean number =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT;
    return number && json.getIntValue() < Choices.MOST ? json.getIntValue() : -1;
  }

  private static boolean fails(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING
        && FAILED.contains(json.getText().toLowerCase(Locale.ROOT));
  }

  /**
   * Anything but the role is something for the reader: text, thought, refusal, tool calls, audio.
   */
  private void message(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      odd |= json.currentToken() != JsonToken.VALUE_NULL;
      return;
    }
    said.begin();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      message = true;
      String name = json.currentName();
      boolean role = name.equals("role");
      JsonToken value = json.nextToken();
      boolean filled =
          switch (value) {
            case VALUE_STRING -> {
              said.text(name, json);
              yield text(json);
            }
            case START_ARRAY -> name.equals("tool_calls") ? said.calls(json) : says(json);
            case START_OBJECT -> says(json);
            default -> false;
          };
      something |= filled && !role;
      thinking |= filled && isThought(name);
    }
  }

  /** Of these, some hosts send nothing before they are whole. */
  private static boolean isThought(String name) {
    return switch (name) {
      case "tool_calls", "function_call", "reasoning_content", "reasoning" -> true;
      default -> false;
    };
  }

  /** Whether the value at hand is more than nothing: null, false, zero, or empty. */
  private static boolean says(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL, VALUE_FALSE -> false;
      case VALUE_STRING -> text(json);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue() != 0;
      case START_OBJECT, START_ARRAY -> {
        boolean filled = !json.nextToken().isStructEnd();
        toEnd(json);
        yield filled;
      }
      default -> true;
    };
  }

  /** To the end of the array or object that the token at hand stands in. */
  private static void toEnd(JsonParser json) throws IOException {
    while (!json.currentToken().isStructEnd()) {
      json.skipChildren();
      json.nextToken();
    }
  }

  private static boolean text(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING && json.getTextLength() > 0;
  }
}
