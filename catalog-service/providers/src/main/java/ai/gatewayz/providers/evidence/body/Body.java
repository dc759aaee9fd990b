package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What kind of body came, whatever its headers claim. */
public sealed interface Body {

  /**
   * Where a longer body was cut by the caller; see {@link
   * ai.gatewayz.providers.evidence.Answer.Http}.
   */
  int LONGEST = 16 * 1024;

  ObjectMapper JSON = new ObjectMapper();
  JsonFactory FACTORY = new JsonFactory();

  record Empty() implements Body {}

  record Html() implements Body {}

  record Text(String text) implements Body {}

  /** The beginning of a good answer that is too long to be read whole, or of a good stream. */
  record Answering() implements Body {}

  record Json(JsonNode root) implements Body {

    /** The error in an answer that claims success; null where there is none. */
    public JsonNode error() {
      return ErrorInside.of(root);
    }

    public boolean answers() {
      return Result.in(root);
    }
  }

  /** The words of a body that is not JSON. */
  default ErrorBody asText() {
    return this instanceof Text text ? ErrorBody.text(text.text()) : ErrorBody.NONE;
  }

  static Body read(byte[] bytes, String contentType) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 512), StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .stripLeading();
    if (start.isEmpty()) {
      return new Empty();
    }
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<head")) {
      return new Html();
    }
    if (contentType.startsWith("text/event-stream")
        || start.startsWith("data:")
        || start.startsWith("event:")
        || start.startsWith(": ")) {
      return stream(new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", ""));
    }
    return json(bytes);
  }

  private static Body json(byte[] bytes) {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root.isContainerNode()) {
        return new Json(root);
      }
    } catch (IOException notWhole) {
      if (bytes.length >= LONGEST) {
        return beginsWithResult(bytes) ? new Answering() : cut(bytes);
      }
    }
    return new Text(new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8));
  }

  /** What came before the cut still says something. */
  private static Body cut(byte[] bytes) {
    String text = new String(bytes, 0, LONGEST, StandardCharsets.UTF_8);
    try {
      JsonNode root = JSON.readTree(CutJson.closed(text));
      return root.isContainerNode() ? new Json(root) : new Text(text);
    } catch (IOException noJson) {
      return new Text(text);
    }
  }

  private static boolean beginsWithResult(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        return true;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (Result.NAMES.contains(parser.currentName())) {
          return parser.nextToken() == JsonToken.START_ARRAY
              && parser.nextToken() != JsonToken.END_ARRAY;
        }
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException cut) {
      return false;
    }
    return false;
  }

  /** The first event that says anything; one that is no JSON only where no other does. */
  private static Body stream(String text) {
    Body garbage = new Empty();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (!line.startsWith("data:")) {
        continue;
      }
      String data = line.substring(5).strip();
      if (data.isEmpty() || data.equals("[DONE]")) {
        continue;
      }
      Body event = json(data.getBytes(StandardCharsets.UTF_8));
      if (!(event instanceof Json json)) {
        garbage = garbage instanceof Empty ? event : garbage;
        continue;
      }
      if (json.error() != null) {
        return json;
      }
      if (json.answers()) {
        return new Answering();
      }
    }
    return garbage;
  }
}
