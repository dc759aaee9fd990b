package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.victim.Answer;
import ai.gatewayz.bench.attack.victim.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests as bytes, and the exchange of one for its answer on a connection of its own. */
final class Requests {

  /** Every address of the gateway that takes a body. */
  static final List<String> POSTS =
      List.of(
          "/v1/chat/completions",
          "/v1/completions",
          "/v1/embeddings",
          "/v1/rerank",
          "/v1/images/generations",
          "/v1/audio/speech",
          "/v1/audio/transcriptions",
          "/v1/messages",
          "/v1/messages/count_tokens",
          "/v1/responses",
          "/v1/route/chat/completions",
          "/v1/route/completions",
          "/v1/route/rerank",
          "/v1/route/images/generations",
          "/v1/route/audio/speech",
          "/v1/route/audio/transcriptions",
          "/v1/route/embeddings");

  static final String CHAT = POSTS.getFirst();

  /** One that asks a provider, two that translate, and one that asks nobody. */
  private static final List<String> SOME =
      List.of(CHAT, "/v1/messages", "/v1/responses", POSTS.getLast());

  /** Longer than anything hostile may take to be refused. */
  static final int PATIENCE_MILLIS = 60_000;

  private Requests() {}

  /** The addresses that take a body: all of them in the long form. */
  static List<String> posts(double share) {
    return share < 1 ? SOME : POSTS;
  }

  /** Up to the empty line. */
  static String head(String method, String path, String key, String... headers) {
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    if (key != null) {
      head.append("Authorization: Bearer ").append(key).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  static Answer post(int port, String path, String key, byte[] body, String... headers)
      throws IOException {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type: application/json";
    all[headers.length + 1] = "Content-Length: " + body.length;
    return exchange(port, head("POST", path, key, all).getBytes(StandardCharsets.ISO_8859_1), body);
  }

  static Answer get(int port, String path, String key, String... headers) throws IOException {
    return exchange(port, head("GET", path, key, headers).getBytes(StandardCharsets.ISO_8859_1));
  }

  static Answer exchange(int port, byte[]... parts) throws IOException {
    try (Wire wire = new Wire(port, PATIENCE_MILLIS)) {
      for (byte[] part : parts) {
        if (!wire.send(part)) {
          break;
        }
      }
      return wire.answer();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
