package ai.gatewayz.bench.protocol;

/** A protocol of callers: where it is served, how a question is asked, how a stream is told. */
public enum Protocol {
  CHAT("/v1/chat/completions", "", "data: [DONE]") {
    @Override
    String turns(String text) {
      return "\"temperature\":0.7,\"max_tokens\":512,\"messages\":[{\"role\":\"system\",\"content\":\""
          + MANNER
          + "\"},{\"role\":\"user\",\"content\":\""
          + text
          + "\"}]";
    }
  },

  MESSAGES("/v1/messages", "event: content_block_delta", "event: message_stop") {
    @Override
    String turns(String text) {
      return "\"temperature\":0.7,\"max_tokens\":512,\"system\":\""
          + MANNER
          + "\",\"messages\":[{\"role\":\"user\",\"content\":\""
          + text
          + "\"}]";
    }
  },

  RESPONSES("/v1/responses", "event: response.output_text.delta", "event: response.completed") {
    @Override
    String turns(String text) {
      return "\"temperature\":0.7,\"max_output_tokens\":512,\"instructions\":\""
          + MANNER
          + "\",\"input\":[{\"role\":\"user\",\"content\":\""
          + text
          + "\"}]";
    }
  };

  private static final String MANNER = "You answer briefly.";
  private static final String QUESTION =
      "Say in a few sentences what a gateway between a program and its model providers is good"
          + " for.";

  private final String path;
  private final String pieces;
  private final String end;

  Protocol(String path, String pieces, String end) {
    this.path = path;
    this.pieces = pieces;
    this.end = end;
  }

  public String path() {
    return path;
  }

  /** Whether an event brings a piece: those of the end may repeat what pieces said. */
  public boolean isPiece(String event) {
    return event.startsWith(pieces);
  }

  /** Whether it is the last of a whole stream. */
  public boolean isEnd(String event) {
    return event.startsWith(end);
  }

  /** A question that is answered in one. */
  public String plain(String model) {
    return "{\"model\":\"" + model + "\"," + turns(QUESTION) + "}";
  }

  /** A question that is answered in numbered pieces; how is said in its text, which all pass on. */
  public String streamed(String model, Pieces asked) {
    return "{\"model\":\"" + model + "\",\"stream\":true," + turns(QUESTION + asked) + "}";
  }

  abstract String turns(String text);
}
