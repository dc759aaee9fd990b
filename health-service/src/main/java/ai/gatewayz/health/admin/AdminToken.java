package ai.gatewayz.health.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The operator's token, known by its hash; compared in constant time. */
@ApplicationScoped
public class AdminToken {

  private final Optional<byte[]> expected;

  AdminToken(AdminConfig config) {
    expected =
        config
            .tokenSha256()
            .filter(hash -> !hash.isBlank())
            .map(hash -> HexFormat.of().parseHex(hash.strip()));
  }

  /** Whether there is an operator at all. */
  boolean configured() {
    return expected.isPresent();
  }

  boolean matches(String token) {
    return MessageDigest.isEqual(
        expected.orElseThrow(), sha256(token.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
