package ai.gatewayz.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

  /** SHA-256 of "secret". */
  private static final String DIGEST =
      "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

  private final ApiKeys keys = ApiKeys.of(Map.of("ops", DIGEST));

  @Test
  void theHolderOfAKnownKeyIsNamed() {
    assertEquals(Optional.of("ops"), keys.holder(KeyDigest.of("secret")));
  }

  @Test
  void anotherKeyHasNoHolder() {
    assertEquals(Optional.empty(), keys.holder(KeyDigest.of("Secret")));
    assertEquals(Optional.empty(), keys.holder(KeyDigest.of(DIGEST)));
    assertEquals(Optional.empty(), ApiKeys.of(Map.of()).holder(KeyDigest.of("secret")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-a-real-key", "abcd", "zz"})
  void aValueThatIsNoDigestIsRefusedWithoutShowingIt(String value) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ApiKeys.of(Map.of("ops", value)));
    assertFalse(refused.getMessage().contains(value));
    assertEquals(
        "gatewayz.gateway.keys.ops is not the hexadecimal SHA-256 of an API key",
        refused.getMessage());
  }

  @Test
  void oneOfAHundredThousandKeysIsFoundAsSoonAsTheOnlyOne() throws Exception {
    Map<String, String> digests = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      digests.put("holder-" + i, sha256("key-" + i));
    }
    ApiKeys many = ApiKeys.of(digests);
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          // Going over all of them each time would be ten thousand million comparisons.
          for (int i = 0; i < 100_000; i++) {
            assertEquals(Optional.of("holder-" + i), many.holder(KeyDigest.of("key-" + i)));
            assertEquals(Optional.empty(), many.holder(KeyDigest.of("other-" + i)));
          }
        });
  }

  @Test
  void oneKeyHasOneHolder() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> ApiKeys.of(Map.of("ops", DIGEST, "dev", DIGEST)));
    assertEquals("gatewayz.gateway.keys.ops is the same key as dev's", refused.getMessage());
  }

  private static String sha256(String key) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer    ", "Basic secret", "secret"})
  void aHeaderWithoutABearerKeyHasNone(String header) {
    assertEquals(Optional.empty(), KeyFilter.bearer(header));
  }

  @Test
  void theSchemeIsReadInAnyCaseAndAnAbsurdlyLongKeyNotAtAll() {
    assertEquals(Optional.of("secret"), KeyFilter.bearer("bEARER secret "));
    assertEquals(Optional.empty(), KeyFilter.bearer("Bearer " + "x".repeat(100_000)));
  }
}
