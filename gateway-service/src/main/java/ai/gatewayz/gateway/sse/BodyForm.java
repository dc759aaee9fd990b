package ai.gatewayz.gateway.sse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What an answer is, by its first bytes: media types are often wrong, or not there. */
public enum BodyForm {
  /** server-sent events */
  EVENTS,
  /** JSON, or a page, or anything else that comes as a whole */
  WHOLE,
  /** more bytes are needed */
  UNKNOWN;

  /** As many bytes always tell. */
  public static final int ENOUGH = 8;

  private static final String EVENT_STREAM = "text/event-stream";
  private static final List<byte[]> FIELDS =
      List.of(ascii("data:"), ascii("event:"), ascii("id:"), ascii("retry:"), ascii("error:"));

  /**
   * @param start the first bytes behind what {@link #isBlank is blank}
   * @param contentType null where there is none
   */
  public static BodyForm of(byte[] start, String contentType) {
    if (start.length == 0) {
      return UNKNOWN;
    }
    return switch (start[0]) {
      case '{', '[', '<' -> WHOLE;
      case ':' -> EVENTS;
      default -> isEventStream(contentType) ? EVENTS : byField(start);
    };
  }

  /** Whether it may stand before an answer: white space, and the bytes of a byte order mark. */
  public static boolean isBlank(byte b) {
    return switch (b) {
      case ' ', '\n', '\r', '\t', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> true;
      default -> false;
    };
  }

  /** Whatever its case, and whatever parameters follow. */
  private static boolean isEventStream(String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM);
  }

  private static BodyForm byField(byte[] start) {
    BodyForm form = WHOLE;
    for (byte[] field : FIELDS) {
      int same = 0;
      while (same < field.length && same < start.length && start[same] == field[same]) {
        same++;
      }
      if (same == field.length) {
        return EVENTS;
      }
      form = same == start.length ? UNKNOWN : form;
    }
    return form;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
