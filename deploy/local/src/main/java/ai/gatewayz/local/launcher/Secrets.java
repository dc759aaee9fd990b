package ai.gatewayz.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The development secrets: made once, kept in files that only their owner can read. The services
 * get hashes only.
 *
 * @param apiKey what callers of the gateway send as a bearer token
 * @param adminToken what operators send to the admin routes of catalog and health
 */
public record Secrets(String apiKey, String adminToken) {

  public static Secrets loadOrCreate(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new Secrets(
        secret(directory.resolve("api-key"), "gw_dev_"),
        secret(directory.resolve("admin-token"), "gw_admin_"));
  }

  private static String secret(Path file, String prefix) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String secret = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, secret + "\n");
    return secret;
  }

  /** The form in which a service is told a secret: lower-case hex of its SHA-256. */
  public static String sha256(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
