package ai.gatewayz.gateway.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API keys that are let in, by digest; immutable. */
public final class ApiKeys {

  private static final int DIGEST_BYTES = 32;

  private final List<Holder> holders;

  private ApiKeys(List<Holder> holders) {
    this.holders = List.copyOf(holders);
  }

  /**
   * @param digests name of the holder → lower-case hexadecimal SHA-256 of the key
   * @throws IllegalArgumentException where one is no digest; the message names the property, not
   *     the value, which may be a key that was put there by mistake
   */
  public static ApiKeys of(Map<String, String> digests) {
    List<Holder> holders = new ArrayList<>();
    digests.forEach((name, hex) -> holders.add(new Holder(name, digest(name, hex))));
    return new ApiKeys(holders);
  }

  private static byte[] digest(String name, String hex) {
    try {
      byte[] digest = HexFormat.of().parseHex(hex.strip());
      if (digest.length == DIGEST_BYTES) {
        return digest;
      }
    } catch (IllegalArgumentException e) {
      // The parser's message would quote the value, which may be the key itself.
    }
    throw new IllegalArgumentException(
        "gatewayz.gateway.keys." + name + " is not the hexadecimal SHA-256 of an API key");
  }

  public boolean isEmpty() {
    return holders.isEmpty();
  }

  /** The name of the key's holder. Takes as long for a wrong key as for a right one. */
  public Optional<String> holder(String key) {
    byte[] digest = sha256(key);
    String found = null;
    for (Holder holder : holders) {
      if (MessageDigest.isEqual(holder.digest, digest)) {
        found = holder.name;
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private record Holder(String name, byte[] digest) {}
}
