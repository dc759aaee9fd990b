package ai.gatewayz.catalog.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyTextTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void aNewOneIsWholeAndLikeNoOther() {
    String text = KeyText.generate(random);
    assertTrue(text.matches("gwz_[0-9a-f]{48}"), "160 bits and a checksum");
    assertFalse(KeyText.damaged(text));
    assertNotEquals(text, KeyText.generate(random));
  }

  @Test
  void oneThatWasCutOrMistypedIsTold() {
    String text = KeyText.generate(random);
    assertTrue(KeyText.damaged(text.substring(0, text.length() - 1)));
    assertTrue(KeyText.damaged(text + "0"));
    for (int i = KeyText.PREFIX.length(); i < text.length(); i++) {
      char other = text.charAt(i) == '0' ? '1' : '0';
      assertTrue(KeyText.damaged(text.substring(0, i) + other + text.substring(i + 1)));
    }
    assertFalse(KeyText.damaged("a key from configuration"));
  }

  @Test
  void theDigestIsThatOfTheShell() {
    assertEquals(
        "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
        KeyText.sha256("secret"));
  }
}
