package ai.gatewayz.gateway.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DoingTest {

  private static final Doing.Limits LIMITS = new Doing.Limits(10, 75, 900);

  private final Doing doing = new Doing(0);

  @Test
  void aHeadHasItsTime() {
    assertFalse(doing.tooLong(10, false, LIMITS));
    assertTrue(doing.tooLong(11, false, LIMITS));
  }

  @Test
  void whoWaitsForAnAnswerIsNotIdle() {
    doing.begins(5);
    assertFalse(doing.tooLong(905, false, LIMITS));
    assertTrue(doing.tooLong(906, false, LIMITS));
  }

  @Test
  void theNextHeadHasItsTimeFromTheEndOfTheLastAnswer() {
    doing.begins(5);
    doing.begins(6);
    doing.ends(100);
    assertFalse(doing.tooLong(200, false, LIMITS));
    doing.ends(300);
    doing.ends(400);
    assertFalse(doing.tooLong(375, false, LIMITS));
    assertTrue(doing.tooLong(376, false, LIMITS));
  }

  @Test
  void theEndOfTheOneAnswerIsSeenAtTheNextLook() {
    boolean[] ended = {false};
    doing.begins(5, () -> ended[0]);
    assertFalse(doing.tooLong(905, false, LIMITS));
    ended[0] = true;
    assertFalse(doing.tooLong(906, false, LIMITS));
    assertFalse(doing.tooLong(981, false, LIMITS));
    assertTrue(doing.tooLong(982, false, LIMITS));
  }

  @Test
  void anAnswerThatDoesNotEndIsGivenUp() {
    doing.begins(5, () -> false);
    assertFalse(doing.tooLong(905, false, LIMITS));
    assertTrue(doing.tooLong(906, false, LIMITS));
  }

  @Test
  void whoStillTakesTheAnswerIsNotIdle() {
    doing.begins(5);
    doing.ends(6);
    assertFalse(doing.tooLong(500, true, LIMITS));
    assertTrue(doing.tooLong(907, true, LIMITS));
  }

  @Test
  void aConnectionThatIsAlwaysAtWorkIsLeftAlone() {
    doing.begins(0);
    for (int now = 100; now < 10_000; now += 100) {
      doing.begins(now);
      doing.ends(now);
      assertFalse(doing.tooLong(now + 50, false, LIMITS));
    }
  }
}
