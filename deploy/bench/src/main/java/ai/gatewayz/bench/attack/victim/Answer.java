package ai.gatewayz.bench.attack.victim;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param status of HTTP; {@link #CLOSED} and {@link #NONE} where there is none
 * @param head all of its lines
 * @param body its beginning
 * @param length of the body
 */
public record Answer(int status, String head, String body, long length) {

  /** The connection ended first. */
  public static final int CLOSED = 0;

  /** Nothing came for as long as anybody would wait. */
  public static final int NONE = -1;

  private static final Pattern CODE = Pattern.compile("\"code\" *: *\"([a-z0-9_]+)\"");

  public static Answer closed() {
    return new Answer(CLOSED, "", "", 0);
  }

  public static Answer none() {
    return new Answer(NONE, "", "", 0);
  }

  public boolean hasHeader(String name) {
    return head.toLowerCase(Locale.ROOT).contains("\n" + name + ":");
  }

  /** As tables name it. */
  public String label() {
    return switch (status) {
      case CLOSED -> "closed";
      case NONE -> "no answer";
      default -> {
        Matcher code = CODE.matcher(body);
        yield status >= 400 && code.find()
            ? status + " " + code.group(1)
            : Integer.toString(status);
      }
    };
  }
}
