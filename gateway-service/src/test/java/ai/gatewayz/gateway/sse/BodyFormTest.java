package ai.gatewayz.gateway.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}|text/event-stream|WHOLE",
        "[]|text/event-stream|WHOLE",
        "<html>|text/event-stream|WHOLE",
        "data: {}|application/json|EVENTS",
        "data:{}||EVENTS",
        "event: x|text/plain|EVENTS",
        "id: 1||EVENTS",
        "retry: 1||EVENTS",
        "error: {}||EVENTS",
        ": hello|application/json|EVENTS",
        "datum|text/plain|WHOLE",
        "datum|Text/Event-Stream; charset=utf-8|EVENTS",
        "error|text/plain|UNKNOWN",
        "dat||UNKNOWN",
        "internal error||WHOLE",
        "``|text/event-stream|UNKNOWN"
      })
  void theFirstBytesTell(String start, String type, BodyForm form) {
    assertEquals(form, BodyForm.of(start.getBytes(StandardCharsets.UTF_8), type));
  }

  /** Fewer bytes may not tell, but never tell otherwise. */
  @ParameterizedTest
  @CsvSource({"data: 1,EVENTS", "retry: 1,EVENTS", "event: x,EVENTS", "dates are,WHOLE"})
  void fewerBytesNeverTellOtherwise(String start, BodyForm form) {
    byte[] bytes = start.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= bytes.length; length++) {
      BodyForm early = BodyForm.of(Arrays.copyOf(bytes, length), null);
      assertEquals(length < BodyForm.ENOUGH && early == BodyForm.UNKNOWN ? early : form, early);
    }
  }
}
