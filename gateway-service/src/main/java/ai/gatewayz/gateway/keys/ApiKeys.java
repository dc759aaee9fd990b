package ai.gatewayz.gateway.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The API keys that are let in, by digest: one look-up, however many there are; immutable. */
public final class ApiKeys {

  private static final int DIGEST_BYTES = 32;

  private final Map<Digest, String> holders;

  private ApiKeys(Map<Digest, String> holders) {
    this.holders = Map.copyOf(holders);
  }

  /**
   * @param digests name of the holder → lower-case hexadecimal SHA-256 of the key
   * @throws IllegalArgumentException where one is no digest, or two holders have the same key; the
   *     message names the property, not the value, which may be a key that was put there by mistake
   */
  public static ApiKeys of(Map<String, String> digests) {
    Map<Digest, String> holders = HashMap.newHashMap(digests.size());
    new TreeMap<>(digests)
        .forEach(
            (name, hex) -> {
              String other = holders.putIfAbsent(digest(name, hex), name);
              if (other != null) {
                throw new IllegalArgumentException(
                    "gatewayz.gateway.keys." + name + " is the same key as " + other + "'s");
              }
            });
    return new ApiKeys(holders);
  }

  private static Digest digest(String name, String hex) {
    try {
      byte[] digest = HexFormat.of().parseHex(hex.strip());
      if (digest.length == DIGEST_BYTES) {
        return new Digest(digest);
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

  /**
   * The name of the key's holder. What a stranger can measure is how long a look-up by the digest
   * of his guess takes: that tells nothing of a key, because nobody can choose a digest.
   */
  public Optional<String> holder(String key) {
    return Optional.ofNullable(holders.get(new Digest(sha256(key))));
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private record Digest(byte[] bytes) {

    /** Any four of its bytes spread as well as all of them. */
    @Override
    public int hashCode() {
      return ByteBuffer.wrap(bytes).getInt();
    }

    /** In a time that does not depend on where they differ. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Digest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }
  }
}
