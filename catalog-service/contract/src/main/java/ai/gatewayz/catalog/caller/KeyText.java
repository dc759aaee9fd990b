package ai.gatewayz.catalog.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The texts of keys: a prefix that scanners for leaked secrets recognise, 160 random bits, and a
 * checksum, by which a text that was cut or mistyped is told from one that is unknown.
 */
public final class KeyText {

  public static final String PREFIX = "gwz_";

  private static final int RANDOM_BYTES = 20;
  private static final int CHECKSUM_DIGITS = 8;
  private static final int LENGTH = PREFIX.length() + 2 * RANDOM_BYTES + CHECKSUM_DIGITS;

  private KeyText() {}

  /** A new one. */
  public static String generate(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String body = PREFIX + HexFormat.of().formatHex(bytes);
    return body + checksum(body);
  }

  /** Whether a text claims to be one of ours and cannot be one. */
  public static boolean damaged(String text) {
    if (!text.startsWith(PREFIX)) {
      return false;
    }
    int body = LENGTH - CHECKSUM_DIGITS;
    return text.length() != LENGTH
        || !checksum(text.substring(0, body)).equals(text.substring(body));
  }

  /** The lower-case hexadecimal SHA-256 of a text. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String checksum(String body) {
    CRC32 checksum = new CRC32();
    checksum.update(body.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }
}
