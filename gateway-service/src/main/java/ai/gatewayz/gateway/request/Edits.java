package ai.gatewayz.gateway.request;

import ai.gatewayz.providers.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Where a body is edited before it is sent to a provider.
 *
 * @param places in their order in the body, none overlapping another; exactly one is the model
 */
record Edits(List<Place> places) {

  /** Bytes from {@code start} to before {@code end}. */
  record Place(Kind kind, int start, int end) {}

  enum Kind {
    /** the value of {@code model}, its quotes included */
    MODEL,
    /** a member that only a gateway understands, with one of its commas */
    ROUTING,
    /** the value {@code "developer"} of a message's role */
    DEVELOPER_ROLE
  }

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] SYSTEM = "\"system\"".getBytes(StandardCharsets.US_ASCII);

  Edits {
    places = List.copyOf(places);
  }

  byte[] apply(byte[] body, String model, Dialect dialect) {
    byte[] name = quoted(model);
    // No edit but the model's makes the body longer.
    byte[] edited = new byte[body.length + name.length];
    int from = 0;
    int to = 0;
    for (Place place : places) {
      byte[] replacement =
          switch (place.kind) {
            case MODEL -> name;
            case ROUTING -> dialect == Dialect.OPENROUTER ? null : NOTHING;
            case DEVELOPER_ROLE -> knowsDeveloper(dialect) ? null : SYSTEM;
          };
      if (replacement == null) {
        continue;
      }
      to = copy(body, from, place.start, edited, to);
      to = copy(replacement, 0, replacement.length, edited, to);
      from = place.end;
    }
    to = copy(body, from, body.length, edited, to);
    return Arrays.copyOf(edited, to);
  }

  /** HuggingFace's partners and several of OpenRouter's hosts refuse the newer role. */
  private static boolean knowsDeveloper(Dialect dialect) {
    return switch (dialect) {
      case HUGGINGFACE, OPENROUTER -> false;
      case PORTKEY, FEATHERLESS, FIREWORKS, TOGETHER, OPENAI -> true;
    };
  }

  private static int copy(byte[] source, int from, int end, byte[] target, int to) {
    System.arraycopy(source, from, target, to, end - from);
    return to + end - from;
  }

  private static byte[] quoted(String model) {
    StringBuilder json = new StringBuilder(model.length() + 2).append('"');
    for (int i = 0; i < model.length(); i++) {
      char c = model.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
  }
}
