package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * The {@code stream_options} of a request.
 *
 * @param includeUsage whether the usage of a stream is asked for
 * @param usual whether nothing else is asked for
 */
public record StreamOptions(boolean includeUsage, boolean usual) {

  static final StreamOptions NONE = new StreamOptions(false, true);

  private static final Names NAMES = new Names("stream_options.", "include_usage");

  /**
   * Reads the value at hand. {@code null} is as good as none.
   *
   * @param places where to note how usage could be asked for
   */
  static StreamOptions read(JsonParser json, List<Edits.Place> places) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      places.add(place(Edits.Kind.NULL_OPTIONS, json));
      return new StreamOptions(false, false);
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Failure.field("stream_options", "The field stream_options must be an object.")
          .exception();
    }
    int inside = Fields.offset(json) + 1;
    boolean includeUsage = false;
    boolean usual = true;
    boolean empty = true;
    long seen = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      long before = seen;
      seen = NAMES.see(seen, name);
      json.nextToken();
      if (seen != before) {
        includeUsage = Fields.bool(json, "stream_options.include_usage");
        if (!includeUsage) {
          places.add(place(Edits.Kind.INCLUDE_USAGE, json));
        }
        usual &= json.currentToken() != JsonToken.VALUE_NULL;
      } else {
        usual = false;
        json.skipChildren();
      }
      empty = false;
    }
    if (seen == 0) {
      Edits.Kind kind = empty ? Edits.Kind.EMPTY_OPTIONS : Edits.Kind.OPTIONS;
      places.add(new Edits.Place(kind, inside, inside));
    }
    return new StreamOptions(includeUsage, usual);
  }

  private static Edits.Place place(Edits.Kind kind, JsonParser json) throws IOException {
    int start = Fields.offset(json);
    json.finishToken();
    return new Edits.Place(kind, start, Fields.end(json));
  }
}
