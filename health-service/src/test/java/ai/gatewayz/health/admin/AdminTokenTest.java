package ai.gatewayz.health.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokenTest {

  /** Of "operator". */
  private static final String HASH =
      "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cret-token",
        "06e55b633481f7bb072957eabcf110c9",
        "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f2g",
        "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23  -"
      })
  void aMalformedHashIsRefusedByThePropertysNameAndNotShown(String hash) {
    String message = assertThrows(IllegalArgumentException.class, () -> token(hash)).getMessage();
    assertTrue(message.contains("gatewayz.admin.token-sha256"), message);
    assertFalse(message.contains(hash), message);
  }

  @Test
  void knowsTheTokenByItsHash() {
    assertTrue(token(HASH).matches("operator"));
    assertTrue(token(" " + HASH.toUpperCase(java.util.Locale.ROOT) + " ").matches("operator"));
    assertFalse(token(HASH).matches("operators"));
    assertEquals(false, token(" ").configured());
  }

  private static AdminToken token(String hash) {
    return new AdminToken(() -> Optional.of(hash));
  }
}
