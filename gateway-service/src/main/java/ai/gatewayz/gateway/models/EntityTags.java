package ai.gatewayz.gateway.models;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The entity tags of the list: of all its content and of what was asked. */
final class EntityTags {

  private EntityTags() {}

  /**
   * @param digest of the whole index, since every answer also tells how many models there are
   * @param query what was asked
   */
  static String of(long digest, Record query) {
    // A record's text names every component, and terms and capabilities are in a fixed order.
    long asked = digest(query.toString().getBytes(StandardCharsets.UTF_8));
    return '"' + hex(digest) + "-" + hex(asked) + '"';
  }

  static String of(long digest) {
    return '"' + hex(digest) + '"';
  }

  /** Of the same content in gzip: other bytes have another tag. */
  static String zipped(String tag) {
    return tag.substring(0, tag.length() - 1) + "-gzip\"";
  }

  /**
   * @param held the header {@code If-None-Match}; null where there is none
   */
  static boolean matches(String held, String tag) {
    if (held == null) {
      return false;
    }
    for (String one : held.split(",")) {
      String candidate = one.strip();
      if (candidate.equals("*") || candidate.equals(tag) || candidate.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  /** The first bits of the SHA-256 of a content. */
  static long digest(byte[] content) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
