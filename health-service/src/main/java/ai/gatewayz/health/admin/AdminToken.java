package ai.gatewayz.health.admin;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operator's token, known by its hash; compared in constant time. */
@ApplicationScoped
@Startup
public class AdminToken {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private final Optional<byte[]> expected;

  AdminToken(AdminConfig config) {
    expected =
        config.tokenSha256().filter(hash -> !hash.isBlank()).map(hash -> digest(hash.strip()));
  }

  /** Said at the start, and without the value: it may be the token itself. */
  private static byte[] digest(String hash) {
    if (!DIGEST.matcher(hash).matches()) {
      throw new IllegalArgumentException(
          "gatewayz.admin.token-sha256 is not a SHA-256 in 64 hexadecimal digits; make one with"
              + " `printf %s \"$TOKEN\" | sha256sum`");
    }
    return HexFormat.of().parseHex(hash);
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
