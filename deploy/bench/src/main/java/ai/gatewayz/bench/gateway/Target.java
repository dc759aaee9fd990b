package ai.gatewayz.bench.gateway;

/**
 * Where the same requests are sent.
 *
 * @param name as the tables call it
 * @param port on loopback
 */
record Target(String name, int port) {

  /** The model as the gateway's callers write it, and as the provider is asked for it. */
  static final String MODEL = "bench/model";

  static final String PATH = "/v1/chat/completions";

  /** What the gateway asks for; the others pass it on unread. */
  static final String KEY = "bench-key-of-this-run-only";

  private static final String QUESTION =
      "Say in a few sentences what a gateway between a program and its model providers is good for.";

  String url() {
    return "http://127.0.0.1:" + port + PATH;
  }

  static String plain() {
    return body("");
  }

  /** A stream of numbered pieces; the two fields for that are the provider's own. */
  static String stream(int pieces, int pauseMillis) {
    return body(",\"stream\":true,\"pieces\":" + pieces + ",\"pause\":" + pauseMillis);
  }

  private static String body(String more) {
    return "{\"model\":\""
        + MODEL
        + "\",\"temperature\":0.7,\"max_tokens\":512,\"messages\":[{\"role\":\"system\",\"content\":\"You answer"
        + " briefly.\"},{\"role\":\"user\",\"content\":\""
        + QUESTION
        + "\"}]"
        + more
        + "}";
  }
}
