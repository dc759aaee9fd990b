package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.providers.evidence.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a streamed answer to its end, as the gateway does for callers: an answer that breaks after
 * its first word is none. Comments that keep a connection alive, empty chunks and an opening role
 * are no words. Pure; fed as the bytes come, by a caller that bounds them.
 */
public final class StreamedAnswer {

  private static final byte LINE_END = '\n';
  private static final String DONE = "[DONE]";

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean begun;
  private boolean spoke;
  private boolean finished;
  private boolean done;
  private boolean garbled;
  private byte[] error;
  private long pieces;
  private Usage told;
  private final StreamedMessage message = new StreamedMessage();

  public void add(byte[] piece) {
    for (byte each : piece) {
      if (each == LINE_END) {
        line();
      } else {
        line.write(each);
      }
    }
  }

  private void line() {
    String text = line.toString(StandardCharsets.UTF_8).strip();
    line.reset();
    if (!text.startsWith("data:") || over()) {
      return;
    }
    begun = true;
    String data = text.substring(5).strip();
    if (data.equals(DONE)) {
      done = true;
    } else if (!data.isEmpty()) {
      event(data);
    }
  }

  private void event(String data) {
    try {
      JsonNode event = EventJson.tree(data.getBytes(StandardCharsets.UTF_8));
      if (!event.isObject()) {
        garbled = true;
      } else if (fails(event)) {
        error = data.getBytes(StandardCharsets.UTF_8);
      } else {
        read(event);
      }
    } catch (IOException notJson) {
      garbled = true;
    }
  }

  private static boolean fails(JsonNode event) {
    JsonNode choice = event.path("choices").path(0);
    return holds(event.path("error"))
        || holds(choice.path("error"))
        || "error".equals(choice.path("finish_reason").asText());
  }

  private static boolean holds(JsonNode error) {
    return (error.isObject() && !error.isEmpty()) || text(error);
  }

  private void read(JsonNode event) {
    JsonNode choice = event.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    boolean says =
        text(choice.path("text"))
            || text(delta.path("content"))
            || text(delta.path("reasoning"))
            || text(delta.path("reasoning_content"))
            || !delta.path("tool_calls").isEmpty();
    boolean ends = text(choice.path("finish_reason"));
    pieces += says ? 1 : 0;
    spoke |= says || ends;
    finished |= ends;
    told = Usage.of(event.path("usage")).orElse(told);
    message.add(event);
  }

  private static boolean text(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty();
  }

  /** Whether any event came: an answer of another form is not heard here. */
  public boolean begun() {
    return begun;
  }

  /** Whether the model has said anything, or has ended. */
  public boolean spoke() {
    return spoke;
  }

  /** Whether nothing more is to come that would be looked at. */
  public boolean over() {
    return done || error != null;
  }

  /**
   * What the stream was, at its end.
   *
   * @param plain the answer as it came; it stands where no more is to be said
   */
  public Answer ended(Answer.Http plain) {
    // What is left without an end of line was cut, unless it is the end itself.
    line();
    if (error != null) {
      // One before any word is in the beginning of the answer, and its headers say more of it.
      return spoke ? new Answer.StreamError(error) : plain;
    }
    // As for callers: an end without any reason is believed where the tokens were told with it.
    boolean whole = finished || (done && spoke && told != null);
    return garbled || (spoke && !whole) ? new Answer.CutShort() : plain;
  }

  /** What came, as the body of an answer that is not streamed, for who looks for more in it. */
  public byte[] whole() {
    return EventJson.write(message.whole());
  }

  /** The tokens that the provider told of; where it told of none, those that came. */
  public Optional<Usage> usage(long promptTokens) {
    return told == null && !finished
        ? Optional.empty()
        : Optional.of(told == null ? new Usage(promptTokens, pieces) : told);
  }
}
