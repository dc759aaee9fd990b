package ai.gatewayz.gateway.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

  @Test
  void aLengthIsDigitsAndNoMoreThanALongHolds() {
    assertEquals(0, BodyReader.length("0"));
    assertEquals(20_971_521, BodyReader.length("0020971521"));
    assertEquals(999_999_999_999_999_999L, BodyReader.length("999999999999999999"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1 ", "0x10", "1e3", "١٢", "1000000000000000000"})
  void anythingElseAnnouncesNothing(String header) {
    assertEquals(0, BodyReader.length(header));
  }

  @Test
  void noHeaderAnnouncesNothing() {
    assertEquals(0, BodyReader.length(null));
  }
}
