package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.victim.Target;
import java.util.Arrays;

/** Bodies that are nobody's honest request. */
final class Payloads {

  static final int MEGABYTE = 1 << 20;

  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"";

  private Payloads() {}

  /** A sound request with a prompt of so many bytes. */
  static byte[] prompt(String model, int bytes, boolean stream) {
    byte[] body =
        Requests.bytes(
            "{\"model\":\"%s\",\"max_tokens\":9,\"stream\":%s,%s".formatted(model, stream, MESSAGES)
                + " ".repeat(bytes)
                + "\"}]}");
    for (int i = body.length - 4 - bytes; i < body.length - 4; i++) {
      body[i] = (byte) (i % 6 == 0 ? ' ' : 'a' + i % 26);
    }
    return body;
  }

  /** The same by the address that it is sent to. */
  static byte[] prompt(String model, int bytes, boolean stream, String path) {
    return path.endsWith("/responses")
        ? Requests.bytes(
            "{\"model\":\"%s\",\"stream\":%s,\"input\":\"%s\"}"
                .formatted(model, stream, "a ".repeat(bytes / 2)))
        : prompt(model, bytes, stream);
  }

  /** A sound request with another field of so many bytes, which is no part of the prompt. */
  static byte[] padded(int bytes) {
    return chatAnd("\"padding\":\"" + "x".repeat(bytes) + "\"");
  }

  /** A sound request with more. */
  static byte[] chatAnd(String fields) {
    return Requests.bytes(
        "{\"model\":\""
            + Target.MODEL
            + "\",\"max_tokens\":9,"
            + MESSAGES
            + "Hello\"}],\"prompt\":\"Hello\",\"input\":\"Hello\","
            + fields
            + "}");
  }

  /** So many times the same in the one array of a field. */
  static byte[] array(String field, String element, int times) {
    StringBuilder body =
        new StringBuilder(
            "{\"model\":\"" + Target.MODEL + "\",\"max_tokens\":9,\"" + field + "\":[");
    for (int i = 0; i < times; i++) {
      body.append(i == 0 ? "" : ",").append(element);
    }
    return Requests.bytes(body.append("]}").toString());
  }

  static byte[] fields(int many) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < many; i++) {
      fields.append(i == 0 ? "\"f" : ",\"f").append(i).append("\":1");
    }
    return chatAnd(fields.toString());
  }

  static byte[] nested(String open, String close, int depth) {
    return chatAnd("\"deep\":" + open.repeat(depth) + "1" + close.repeat(depth));
  }

  /** Opened and never closed. */
  static byte[] open(int depth) {
    byte[] body = new byte[depth];
    Arrays.fill(body, (byte) '[');
    return body;
  }

  /** Names of which all have the same hash, as strings hash. */
  static byte[] colliding(int many) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < many; i++) {
      fields.append(i == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 18; bit++) {
        fields.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      fields.append("\":1");
    }
    return chatAnd(fields.toString());
  }
}
