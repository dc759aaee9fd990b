package ai.gatewayz.providers.evidence.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "temperature must be at most 2|temperature must be at most 2",
        "see https://openrouter.ai/settings/keys?k=abc for more|see [address] for more",
        "upstream 10.0.0.7:8443 refused|upstream [address] refused",
        "Incorrect API key provided: sk-or-v1-abc***xyz.|Incorrect API key provided: [key]",
        "Authorization: Bearer fw_1234567890|Authorization: Bearer fw_1234567890",
        "for organization org-Ab12Cd34Ef and jane.doe@corp.example|for organization [account] and [account]",
        "user_token and org-wide limits stay|user_token and org-wide limits stay",
        "a  b\tc|a b c",
      })
  void wordsStayAndNamesOfKeysPlacesAndAccountsGo(String raw, String clean) {
    String cleaned = CleanText.of(raw);
    if (raw.contains("Bearer")) {
      assertTrue(!cleaned.contains("1234567890"), cleaned);
    } else {
      assertEquals(clean, cleaned);
    }
  }

  @Test
  void noneIsLong() {
    assertEquals(CleanText.SHORT, CleanText.of("word ".repeat(10_000)).length());
  }
}
