package ai.gatewayz.gateway.protocol;

import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON as trees, where one protocol is translated to another. */
public final class Trees {

  /**
   * Bytes that an answer takes for each of its own while it is read as a tree and written anew, its
   * texts, the copies between and what small values take.
   */
  public static final int COPIES = 8;

  /** Bytes of an answer, or of an event: text of half a million tokens. */
  private static final int LONGEST_ANSWER = 2 * 1024 * 1024;

  /** A translated answer has a few for each tool call. */
  private static final int MOST_VALUES = 50_000;

  /** Of callers: what is there twice is refused, since servers disagree on which counts. */
  public static final ObjectMapper REQUESTS = mapper(true, Long.MAX_VALUE);

  /** Of providers. */
  public static final ObjectMapper ANSWERS = mapper(false, MOST_VALUES);

  private Trees() {}

  /** Names are the sender's choice, and the size of a value is bounded where it is received. */
  private static ObjectMapper mapper(boolean strict, long values) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxTokenCount(values)
                        .build())
                .build())
        // A number is passed on as it was written.
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /**
   * An answer, or an event of one. Missing where it is no object in JSON, or larger than what is
   * translated.
   */
  public static JsonNode answer(Bytes data) {
    if (data.length() > LONGEST_ANSWER) {
      return MissingNode.getInstance();
    }
    try (JsonParser json =
        ANSWERS.getFactory().createParser(data.array(), data.start(), data.length())) {
      return object(json);
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }

  /** The arguments of a tool's call, as a model wrote them. Missing where they are no object. */
  public static JsonNode arguments(String text) {
    try (JsonParser json = ANSWERS.getFactory().createParser(text)) {
      return object(json);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text", e);
    }
  }

  private static JsonNode object(JsonParser json) throws IOException {
    try {
      JsonNode root = next(json);
      return root != null && root.isObject() ? root : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The value that comes next.
   *
   * @return null at the end
   * @throws JsonProcessingException where it is no JSON, or has a number that none can be
   */
  public static JsonNode next(JsonParser json) throws IOException {
    try {
      return json.readValueAsTree();
    } catch (NumberFormatException e) {
      // The parser's own word for an exponent beyond all; its text would repeat all digits.
      throw new JsonParseException(json, "a number that none can be");
    }
  }

  /** In UTF-8, also where a text holds half of a surrogate pair, which no encoder takes. */
  public static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  public static String text(JsonNode node) {
    try {
      return ANSWERS.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read before", e);
    }
  }
}
