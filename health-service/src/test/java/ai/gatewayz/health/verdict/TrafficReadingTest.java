package ai.gatewayz.health.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficReadingTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static List<String> read(Map<String, Long> findings) {
    OutcomeWindow window =
        new OutcomeWindow("together", "a/b", "a/b", "g", NOON, NOON, findings, 404, Map.of(), 0, 0);
    return TrafficReading.of(window).stream()
        .map(seen -> seen.count() + " " + seen.finding().label())
        .toList();
  }

  /** In steady use the window in which a model goes away holds answers as well. */
  @Test
  void gonePastAnswersIsASuspicion() {
    assertEquals(
        List.of("9 answered", "1 model_gone"), read(Map.of("answered", 9L, "model_gone", 4L)));
    assertEquals(List.of("4 model_gone"), read(Map.of("model_gone", 4L)));
  }

  @Test
  void aRefusedBudgetIsNoAnswer() {
    assertEquals(List.of(), read(Map.of(Finding.BUDGET_TOO_SMALL.label(), 3L)));
  }

  @Test
  void aFewFaultsAmongAnswersAreNone() {
    assertEquals(List.of("9 answered"), read(Map.of("answered", 9L, "server_error", 2L)));
    assertEquals(
        List.of("2 answered", "2 server_error"), read(Map.of("answered", 2L, "server_error", 2L)));
  }
}
