package ai.gatewayz.bench.traffic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CallTest {

  private static final String STOP = "{\"choices\":[{\"finish_reason\": \"stop\"}]}";

  @Test
  void aStreamIsWholeWithItsReasonAndItsLastWord() {
    assertTrue(Call.whole("data: " + STOP + "\n\ndata: [DONE]\n\n", true));
    assertFalse(Call.whole("data: " + STOP + "\n\n", true));
    assertFalse(Call.whole("data: {\"choices\":[]}\n\ndata: [DONE]\n\n", true));
  }

  @Test
  void anAnswerIsWholeWithItsReason() {
    assertTrue(Call.whole(STOP, false));
    assertFalse(Call.whole("{\"choices\":[{\"finish_reason\":null}]}", false));
  }
}
