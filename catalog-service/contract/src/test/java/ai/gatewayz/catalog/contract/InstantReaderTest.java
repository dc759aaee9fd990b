package ai.gatewayz.catalog.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

  @Test
  void readsWhatInstantsAreWrittenAs() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      int nano =
          switch (i % 4) {
            case 0 -> 0;
            case 1 -> random.nextInt(1_000) * 1_000_000;
            case 2 -> random.nextInt(1_000_000) * 1_000;
            default -> random.nextInt(1_000_000_000);
          };
      Instant instant = Instant.ofEpochSecond(second, nano);
      assertEquals(instant, InstantReader.parse(instant.toString()), instant.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00,5Z",
        "2026-01-01T00:00:00+01:00",
        "2026-01-01 00:00:00Z",
        "2026-1-1T00:00:00Z",
        "+12026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.1234567890Z",
        "today",
        ""
      })
  void leavesOtherFormsToTheGeneralParser(String text) {
    assertNull(InstantReader.parse(text));
  }

  @Test
  void otherFormsAreStillUnderstoodAndNonsenseIsNot() {
    assertEquals(Instant.parse("2025-12-31T23:00:00Z"), read("2026-01-01T00:00:00+01:00"));
    assertThrows(UncheckedIOException.class, () -> read("2026-02-30T00:00:00Z"));
  }

  private static Instant read(String text) {
    return EventJson.read(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8), Instant.class);
  }
}
