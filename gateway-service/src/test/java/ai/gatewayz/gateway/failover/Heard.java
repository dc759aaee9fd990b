package ai.gatewayz.gateway.failover;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a caller heard of one streamed request.
 *
 * @param status 0 where there was none in time
 * @param headers of the answer, by lower-case name
 * @param words of the answer, from all chunks
 * @param error the error envelope's content, of a whole answer or of an event; null for none
 * @param usage null where none was told
 * @param done whether the stream's last word came
 * @param broken whether the connection ended before the answer did
 * @param late whether the caller gave up waiting
 * @param firstWord null where none came
 * @param over when all was over
 */
record Heard(
    int status,
    Map<String, String> headers,
    List<String> words,
    JsonNode error,
    JsonNode usage,
    boolean done,
    boolean broken,
    boolean late,
    Duration firstWord,
    Duration over) {

  /** The asked model's words. */
  static final String ASKED = "a";

  /** The fallback model's. */
  static final String FALLBACK = "f";

  static final int WORDS = 60;

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** All words of one model, in their order, and the end. */
  boolean whole(String from) {
    return ended() && beginning(from) && words.size() == WORDS;
  }

  boolean whole() {
    return whole(ASKED) || whole(FALLBACK);
  }

  /** Nothing but the words of one model from the first on, in their order. */
  boolean beginning(String from) {
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).equals(from + (i + 1))) {
        return false;
      }
    }
    return true;
  }

  /** An end as that of a good answer. */
  boolean ended() {
    return status == 200 && done && error == null && !broken && !late;
  }

  /** An error that a client can read, and nothing that says that all is well. */
  boolean cleanError() {
    return !late
        && !done
        && error != null
        && !error.path("message").asText().isEmpty()
        && (beginning(ASKED) || beginning(FALLBACK));
  }

  String errorCode() {
    return error == null ? "" : error.path("code").asText();
  }

  /** In a few words. */
  String told() {
    StringBuilder told = new StringBuilder();
    if (!words.isEmpty()) {
      boolean asked = words.getFirst().startsWith(ASKED);
      told.append(words.size()).append(" words of the ").append(asked ? "requested" : "fallback");
    }
    if (error != null) {
      told.append(told.isEmpty() ? "" : ", then ")
          .append(words.isEmpty() ? status + " " : "")
          .append('`')
          .append(errorCode())
          .append('`');
    } else if (late) {
      told.append(told.isEmpty() ? "" : ", then ").append("nothing more");
    } else if (broken) {
      told.append(told.isEmpty() ? "" : ", then ").append("a broken connection");
    } else if (!done) {
      told.append(told.isEmpty() ? "" : ", then ").append("an end without `[DONE]`");
    }
    return told.toString();
  }
}
