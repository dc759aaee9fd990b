package ai.gatewayz.gateway.keys;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The API keys that are let in, by digest: one look-up, however many there are; immutable. */
public final class ApiKeys {

  private final Map<KeyDigest, String> holders;

  private ApiKeys(Map<KeyDigest, String> holders) {
    this.holders = Map.copyOf(holders);
  }

  /**
   * @param digests name of the holder → lower-case hexadecimal SHA-256 of the key
   * @throws IllegalArgumentException where one is no digest, or two holders have the same key; the
   *     message names the property, not the value, which may be a key that was put there by mistake
   */
  public static ApiKeys of(Map<String, String> digests) {
    Map<KeyDigest, String> holders = HashMap.newHashMap(digests.size());
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

  private static KeyDigest digest(String name, String hex) {
    try {
      return KeyDigest.parse(hex.strip());
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
  Optional<String> holder(KeyDigest key) {
    return Optional.ofNullable(holders.get(key));
  }
}
