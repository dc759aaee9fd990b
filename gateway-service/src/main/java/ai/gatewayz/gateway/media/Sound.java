package ai.gatewayz.gateway.media;

import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Speech comes as sound, byte by byte, or as events that hold it; what is text instead is none. */
public final class Sound {

  /** For what comes in the place of sound. */
  public static final AnswerForm NO_TEXT =
      new AnswerForm() {
        @Override
        public Chunk readWhole(Bytes body) {
          return new Chunk.Garbage();
        }

        @Override
        public Bytes writeWhole(Bytes body, Usage usage, long written) {
          throw new IllegalStateException("text is no answer");
        }

        @Override
        public Optional<EventForm> events() {
          return Optional.empty();
        }

        @Override
        public int copies() {
          return 0;
        }
      };

  private static final List<String> TYPES =
      List.of("audio/", "application/octet-stream", "text/event-stream");

  private static final int LONGEST_TYPE = 128;

  private Sound() {}

  /**
   * Whether that is the content type of sound, which is then told to the caller.
   *
   * @param contentType null for none
   */
  public static boolean is(String contentType) {
    if (contentType == null || contentType.length() > LONGEST_TYPE) {
      return false;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    return TYPES.stream().anyMatch(type::startsWith)
        && contentType.chars().allMatch(c -> c >= ' ' && c < 127);
  }
}
