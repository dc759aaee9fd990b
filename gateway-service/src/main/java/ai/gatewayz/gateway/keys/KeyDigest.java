package ai.gatewayz.gateway.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a key's text, to look it up by. */
record KeyDigest(byte[] bytes) {

  private static final int BYTES = 32;

  /** Copied for each text: finding the algorithm anew takes longer than a digest. */
  private static final MessageDigest FRESH = fresh();

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static KeyDigest of(String text) {
    try {
      MessageDigest fresh = (MessageDigest) FRESH.clone();
      return new KeyDigest(fresh.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own SHA-256 can be copied", e);
    }
  }

  /**
   * @throws IllegalArgumentException where it is none, with a message that may quote it
   */
  static KeyDigest parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not a SHA-256");
    }
    return new KeyDigest(bytes);
  }

  /** Any four of its bytes spread as well as all of them. */
  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  /** In a time that does not depend on where they differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KeyDigest digest && MessageDigest.isEqual(bytes, digest.bytes);
  }
}
