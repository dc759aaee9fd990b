package ai.gatewayz.gateway.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMeterTest {

  private static long tokens(String text) {
    TokenMeter meter = new TokenMeter();
    meter.add(text);
    return meter.tokens();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "hello, 1",
    "hello world, 2",
    "'The quick brown fox jumps over the lazy dog.', 10",
    "'It is what it is, said she.', 9",
    "你好世界, 4",
    "'  \t ', 0",
  })
  void textIsCountedAsTokenisersCut(String text, long tokens) {
    assertEquals(tokens, tokens(text));
  }

  @Test
  void lettersWithoutAWordAreFourToAToken() {
    assertEquals(1_000, tokens("x".repeat(4_000)), 2);
  }

  @Test
  void aStringOfJsonCountsAsItsText() throws Exception {
    ObjectMapper plain = new ObjectMapper();
    ObjectMapper escaped = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    Random random = new Random(11);
    String[] pieces = {
      "word", " ", "\n", "\t", "\"", "\\", "/", "é", "世", "😀", "한", "—", "7", "\u0001", "Ж", "𠀀"
    };
    for (int run = 0; run < 2_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      TokenMeter expected = new TokenMeter();
      expected.add(text);
      for (ObjectMapper mapper : new ObjectMapper[] {plain, escaped}) {
        byte[] json =
            ("{\"x\":" + mapper.writeValueAsString(text.toString()) + ",\"y\":\"more\"}")
                .getBytes(StandardCharsets.UTF_8);
        TokenMeter meter = new TokenMeter();
        meter.addJson(json, 5);
        assertEquals(expected.quarters(), meter.quarters(), text.toString());
        assertEquals(expected.odd(), meter.odd(), text.toString());
      }
      char[] chars = text.toString().toCharArray();
      TokenMeter array = new TokenMeter();
      array.add(chars, 0, chars.length);
      assertEquals(expected.quarters(), array.quarters());
    }
  }

  @Test
  void oddCharactersAreNoticed() {
    for (String odd : new String[] {"a\u0000", "\u001b[0m", "\ud83d", "\ude00x", "\u007f"}) {
      TokenMeter meter = new TokenMeter();
      meter.add(odd);
      assertTrue(meter.odd(), odd);
    }
    TokenMeter meter = new TokenMeter();
    meter.add("a\r\n\t é 世 😀");
    assertFalse(meter.odd());
  }

  /** Whatever a body holds, and wherever it breaks off. */
  @Test
  void brokenJsonIsCountedAsFarAsItGoes() {
    Random random = new Random(5);
    for (int run = 0; run < 5_000; run++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (random.nextInt(3) == 0) {
          bytes[i] = (byte) "\\u\"d8".charAt(random.nextInt(5));
        }
      }
      TokenMeter meter = new TokenMeter();
      meter.addJson(bytes, 0);
      assertTrue(meter.tokens() <= 2L * bytes.length);
    }
  }
}
