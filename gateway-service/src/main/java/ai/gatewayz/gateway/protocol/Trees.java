package ai.gatewayz.gateway.protocol;

import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.JsonFactory;
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
    try {
      JsonNode root = ANSWERS.readTree(data.array(), data.start(), data.length());
      return root.isObject() ? root : MissingNode.getInstance();
    } catch (JsonProcessingException | NumberFormatException e) {
      // The latter is the parser's word for an exponent that no number can have.
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
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
