package ai.gatewayz.gateway.responsestochat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A thought as the content that clients send back unread. It is for nobody's eyes but a model's,
 * and no secret: chat completions tell it in the open.
 */
public final class Carried {

  /** How such content begins. */
  static final String MARK = "gatewayz1:";

  private Carried() {}

  public static String of(String thought) {
    return MARK + Base64.getEncoder().encodeToString(thought.getBytes(StandardCharsets.UTF_8));
  }

  static boolean isOurs(String content) {
    return content.startsWith(MARK);
  }

  /** Empty for what is not of here. */
  static String read(String content) {
    if (!isOurs(content)) {
      return "";
    }
    try {
      return new String(
          Base64.getDecoder().decode(content.substring(MARK.length())), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException foreign) {
      return "";
    }
  }
}
