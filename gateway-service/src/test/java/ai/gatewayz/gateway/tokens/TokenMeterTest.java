package ai.gatewayz.gateway.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  private static TokenMeter of(String text) {
    TokenMeter meter = new TokenMeter();
    meter.add(text.toCharArray(), 0, text.length());
    return meter;
  }

  private static TokenMeter ofJson(String string) {
    byte[] json = string.getBytes(StandardCharsets.UTF_8);
    TokenMeter meter = new TokenMeter();
    meter.addString(json, 1, json.length - 1);
    return meter;
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
    assertEquals(tokens, of(text).tokens());
  }

  @Test
  void lettersWithoutAWordAreFourToAToken() {
    assertEquals(1_000, of("x".repeat(4_000)).tokens(), 2);
  }

  @Test
  void aStringOfJsonCountsAsItsText() throws Exception {
    ObjectMapper plain = new ObjectMapper();
    ObjectMapper escaped = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    Random random = new Random(11);
    String[] pieces = {
      "word", " ", "\n", "\t", "\"", "\\", "/", "é", "世", "😀", "한", "—", "7", "Ж", "𠀀"
    };
    for (int run = 0; run < 2_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      long expected = of(text.toString()).quarters();
      for (ObjectMapper mapper : new ObjectMapper[] {plain, escaped}) {
        String json = mapper.writeValueAsString(text.toString());
        assertEquals(expected, ofJson(json).quarters(), json);
      }
    }
  }

  @Test
  void namesAndValuesOfJsonCountAndItsMarksDoNot() {
    byte[] json =
        "[{\"type\": \"function\", \"function\": {\"name\": \"weather\"}}]"
            .getBytes(StandardCharsets.UTF_8);
    TokenMeter meter = new TokenMeter();
    meter.addValue(json, 0, json.length);
    assertEquals(5, meter.tokens());
  }

  @Test
  void aLongTextIsJudgedByPartsOfIt() {
    Random random = new Random(17);
    String[] words = {
      "the ", "gateway ", "answers, ", "42 ", "naïve ", "internationalisation ", "世界"
    };
    for (int length : new int[] {2_000, 3_000, 30_000, 300_000}) {
      StringBuilder text = new StringBuilder();
      while (text.length() < length) {
        text.append(words[random.nextInt(words.length)]);
      }
      double all = of(text.toString()).tokens();
      double sampled = ofJson("\"" + text + "\"").tokens();
      assertEquals(1, sampled / all, 0.12, length + " characters");
    }
  }

  /** Whatever a body holds. */
  @Test
  void anyBytesAreCounted() {
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
      meter.addString(bytes, 0, bytes.length);
      assertTrue(meter.tokens() <= 2L * bytes.length);
    }
  }
}
