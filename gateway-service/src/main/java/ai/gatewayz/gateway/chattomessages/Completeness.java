package ai.gatewayz.gateway.chattomessages;

/** Whether the pieces of an object in JSON have come to its end, wherever they are cut. */
final class Completeness {

  private int depth;
  private boolean begun;
  private boolean inText;
  private boolean escaped;

  void add(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i));
    }
  }

  private void add(char c) {
    if (inText) {
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        inText = false;
      }
      return;
    }
    switch (c) {
      case '"' -> inText = true;
      case '{', '[' -> {
        depth++;
        begun = true;
      }
      case '}', ']' -> depth--;
      default -> {
        // Within a value, or between two.
      }
    }
  }

  boolean complete() {
    return begun && depth <= 0;
  }
}
