package ai.gatewayz.gateway.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.gateway.error.GatewayError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is the caller's affair is outside, what could have been served and was not is inside. */
class ObjectiveTest {

  @Test
  void answersMeetItUnlessTheyBreakOffOrNobodyIsLeftToReadThem() {
    assertEquals(Objective.MET, Objective.of(Result.DELIVERED));
    assertEquals(Objective.MISSED, Objective.of(Result.PARTIAL));
    assertEquals(Objective.OUTSIDE, Objective.of(Result.ABANDONED));
  }

  @ParameterizedTest
  @EnumSource(names = {"PROVIDER_ERROR", "PROVIDER_TIMEOUT", "MODEL_UNAVAILABLE", "RATE_LIMITED"})
  void whatAProviderDoesCountsWhereAnAnswerCouldBeExpected(GatewayError error) {
    assertEquals(Objective.MISSED, Objective.of(error, true));
    assertEquals(Objective.OUTSIDE, Objective.of(error, false));
  }

  @ParameterizedTest
  @EnumSource
  void noMistakeOfACallerCounts(GatewayError error) {
    if (error.status() < 429) {
      assertEquals(Objective.OUTSIDE, Objective.of(error, true));
      assertEquals(Objective.OUTSIDE, Objective.of(error, false));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERNAL_ERROR", "OVERLOADED", "ANSWER_INTERRUPTED"})
  void whatFailsHereAlwaysCounts(GatewayError error) {
    assertEquals(Objective.MISSED, Objective.of(error, false));
  }
}
