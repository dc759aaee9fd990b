package ai.gatewayz.bench.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.bench.attack.victim.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  private final Tally tally = new Tally();

  private static Answer answer(int status, String headers, String body) {
    return new Answer(status, "HTTP/1.1 " + status + "\n" + headers, body, body.length());
  }

  @Test
  void refusalsAreCountedByTheirStatusAndCode() {
    tally.answered("a body", answer(400, "", "{\"error\":{\"code\":\"invalid_json\"}}"));
    tally.answered("a body", answer(400, "", "{\"error\":{\"code\":\"invalid_json\"}}"));
    tally.answered("a body", Answer.closed());
    tally.answered("a body", answer(429, "Retry-After: 1\n", ""));
    assertEquals("2 × 400 invalid_json, 1 × 429, 1 × closed", tally.answers());
    assertEquals(4, tally.sent());
    assertEquals(List.of(), tally.complaints());
  }

  @Test
  void aBreakdownASilenceAndARefusalWithoutATimeToComeBackAreComplaints() {
    tally.answered("one", answer(500, "", "oops"));
    tally.answered("two", Answer.none());
    tally.answered("three", answer(503, "", "{}"));
    assertEquals(3, tally.complaints().size());
    assertTrue(tally.complaints().getFirst().startsWith("one is answered with 500"));
  }

  @Test
  void thereAreNeverTooManyComplaintsToRead() {
    for (int i = 0; i < 1_000; i++) {
      tally.expect(false, "no " + i);
    }
    assertEquals(6, tally.complaints().size());
    assertEquals("and 995 more", tally.complaints().getLast());
  }
}
