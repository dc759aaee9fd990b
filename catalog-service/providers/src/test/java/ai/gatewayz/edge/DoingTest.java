package ai.gatewayz.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class DoingTest {

  private static final ConnectionLimits LIMITS = new ConnectionLimits(10, 75, 900, 1);

  private static final Answer AN_ANSWER = answer(() -> false, false);

  private final Doing doing = new Doing(0);

  private static Answer answer(BooleanSupplier ended, boolean goesOn) {
    return new Answer() {
      @Override
      public boolean ended() {
        return ended.getAsBoolean();
      }

      @Override
      public boolean goesOn() {
        return goesOn;
      }
    };
  }

  @Test
  void aHeadHasItsTime() {
    assertFalse(doing.tooLong(10, false, LIMITS));
    assertTrue(doing.tooLong(11, false, LIMITS));
  }

  @Test
  void whoWaitsForAnAnswerIsNotIdle() {
    doing.beginsBesideOthers(5, AN_ANSWER);
    assertFalse(doing.tooLong(905, false, LIMITS));
    assertTrue(doing.tooLong(906, false, LIMITS));
  }

  @Test
  void theNextHeadHasItsTimeFromTheEndOfTheLastAnswer() {
    Answer other = answer(() -> false, false);
    doing.beginsBesideOthers(5, AN_ANSWER);
    doing.beginsBesideOthers(6, other);
    doing.ends(100, AN_ANSWER);
    assertFalse(doing.tooLong(200, false, LIMITS));
    doing.ends(300, other);
    doing.ends(400, other);
    assertFalse(doing.tooLong(375, false, LIMITS));
    assertTrue(doing.tooLong(376, false, LIMITS));
  }

  @Test
  void theEndOfTheOneAnswerIsSeenAtTheNextLook() {
    boolean[] ended = {false};
    doing.begins(5, answer(() -> ended[0], false));
    assertFalse(doing.tooLong(905, false, LIMITS));
    ended[0] = true;
    assertFalse(doing.tooLong(906, false, LIMITS));
    assertFalse(doing.tooLong(981, false, LIMITS));
    assertTrue(doing.tooLong(982, false, LIMITS));
  }

  @Test
  void anAnswerThatDoesNotEndIsGivenUp() {
    doing.begins(5, answer(() -> false, false));
    assertFalse(doing.tooLong(905, false, LIMITS));
    assertTrue(doing.tooLong(906, false, LIMITS));
  }

  @Test
  void whoStillTakesTheAnswerIsNotIdle() {
    doing.beginsBesideOthers(5, AN_ANSWER);
    doing.ends(6, AN_ANSWER);
    assertFalse(doing.tooLong(500, true, LIMITS));
    assertTrue(doing.tooLong(907, true, LIMITS));
  }

  @Test
  void aConnectionThatIsAlwaysAtWorkIsLeftAlone() {
    doing.beginsBesideOthers(0, AN_ANSWER);
    for (int now = 100; now < 10_000; now += 100) {
      doing.beginsBesideOthers(now, AN_ANSWER);
      doing.ends(now, AN_ANSWER);
      assertFalse(doing.tooLong(now + 50, false, LIMITS));
    }
  }

  @Test
  void whoTakesAStreamIsLeftAlone() {
    doing.begins(5, answer(() -> false, true));
    for (int now = 100; now < 10_000; now += 100) {
      assertFalse(doing.tooLong(now, now % 800 != 0, LIMITS));
    }
  }

  @Test
  void oneOfSeveralThatGoesOnIsEnough() {
    doing.beginsBesideOthers(5, answer(() -> false, true));
    doing.beginsBesideOthers(5, AN_ANSWER);
    assertFalse(doing.tooLong(2_000, false, LIMITS));
    assertFalse(doing.tooLong(2_900, true, LIMITS));
  }

  @Test
  void whoTakesNothingOfAStreamIsHungUpOn() {
    doing.begins(5, answer(() -> false, true));
    assertFalse(doing.tooLong(500, false, LIMITS));
    assertFalse(doing.tooLong(1_400, true, LIMITS));
    assertTrue(doing.tooLong(1_401, true, LIMITS));
  }

  @Test
  void afterAStreamTheNextHeadHasItsTime() {
    boolean[] ended = {false};
    doing.begins(5, answer(() -> ended[0], true));
    assertFalse(doing.tooLong(5_000, false, LIMITS));
    ended[0] = true;
    assertFalse(doing.tooLong(6_000, false, LIMITS));
    assertFalse(doing.tooLong(6_075, false, LIMITS));
    assertTrue(doing.tooLong(6_076, false, LIMITS));
  }
}
