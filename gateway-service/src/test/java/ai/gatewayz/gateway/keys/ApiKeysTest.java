package ai.gatewayz.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    assertEquals(Optional.of("ops"), keys.holder("secret"));
  }

  @Test
  void anotherKeyHasNoHolder() {
    assertEquals(Optional.empty(), keys.holder("Secret"));
    assertEquals(Optional.empty(), keys.holder(DIGEST));
    assertEquals(Optional.empty(), ApiKeys.of(Map.of()).holder("secret"));
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
