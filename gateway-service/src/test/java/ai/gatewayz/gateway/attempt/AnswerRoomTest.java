package ai.gatewayz.gateway.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.stream.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRoomTest {

  private static final long MOST = 10 * AnswerRoom.FREE;

  private final AnswerRoom answers = new AnswerRoom(MOST, 100);
  private final Room one = answers.begin("one");
  private final Room other = answers.begin("other");

  @Test
  void whatIsSmallIsNotCounted() {
    assertTrue(one.take(AnswerRoom.FREE));
    assertEquals(0, answers.taken());
  }

  @Test
  void allTakeFromTheSame() {
    assertTrue(one.take(MOST - 2 * AnswerRoom.FREE));
    assertFalse(other.take(2 * AnswerRoom.FREE + 1));
    assertEquals(MOST - 2 * AnswerRoom.FREE, answers.taken());
    assertTrue(other.take(2 * AnswerRoom.FREE));
    assertEquals(MOST, answers.taken());
  }

  @Test
  void oneKeyLeavesRoomForOthers() {
    AnswerRoom shared = new AnswerRoom(MOST, 50);
    Room first = shared.begin("greedy");
    assertTrue(first.take(3 * AnswerRoom.FREE));
    Room second = shared.begin("greedy");
    assertFalse(second.take(3 * AnswerRoom.FREE));
    assertTrue(shared.begin("other").take(MOST / 2));
    first.leave();
    assertTrue(second.take(3 * AnswerRoom.FREE));
    assertEquals(MOST / 2 + 3 * AnswerRoom.FREE, shared.taken());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void aShareOfWhatIsNotThereIsRefused(int percent) {
    assertThrows(IllegalArgumentException.class, () -> new AnswerRoom(MOST, percent));
  }

  @Test
  void whatWasTakenIsGivenBack() {
    assertTrue(one.take(MOST));
    assertTrue(one.take(3 * AnswerRoom.FREE));
    assertEquals(3 * AnswerRoom.FREE, answers.taken());
    assertTrue(one.take(1));
    assertEquals(0, answers.taken());
    assertTrue(one.take(MOST));
    one.leave();
    one.leave();
    assertEquals(0, answers.taken());
  }

  @Test
  void whoHasLeftTakesNoMore() {
    one.leave();
    assertFalse(one.take(MOST));
    assertEquals(0, answers.taken());
  }
}
