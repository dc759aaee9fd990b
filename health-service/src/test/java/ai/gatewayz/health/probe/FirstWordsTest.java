package ai.gatewayz.health.probe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FirstWordsTest {

  private final FirstWords words = new FirstWords();
  private final StringBuilder come = new StringBuilder();

  private boolean comes(String text) {
    come.append(text);
    return words.in(come.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void commentsAndAnOpeningRoleAreNoWords() {
    assertFalse(comes(": OPENROUTER PROCESSING\n\n"));
    assertFalse(
        comes("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n"));
    assertFalse(comes("data: {\"choices\":[{\"delta\":{\"con"));
    assertFalse(comes("tent\":\"Hi\"}}]}"));
    assertTrue(comes("\n"));
  }

  @Test
  void thinkingAndAnEndAreWords() {
    assertTrue(comes("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Well\"}}]}\n"));
    assertTrue(comes("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n"));
  }

  @Test
  void whatIsNoStreamHasNoFirstWords() {
    assertFalse(comes("{\"error\":{\"message\":\"no\"}}\n"));
    assertFalse(comes("data: [DONE]\n"));
  }
}
