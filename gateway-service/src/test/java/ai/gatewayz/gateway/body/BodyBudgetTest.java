package ai.gatewayz.gateway.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.body.BodyBudget.Share;
import ai.gatewayz.gateway.body.BodyBudget.Verdict;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyBudgetTest {

  private static final int MOST = 20 << 20;

  private final BodyBudget budget = new BodyBudget(1_000, 600, 0);

  @Test
  void itIsUsedUpByAKeyFirstAndThenByAll() {
    Share one = budget.share("one");
    assertEquals(Verdict.GRANTED, one.reserve(600));
    assertEquals(Verdict.USED_UP_BY_KEY, one.reserve(1));
    assertEquals(Verdict.USED_UP_BY_KEY, budget.share("one").reserve(1));
    Share other = budget.share("other");
    assertEquals(Verdict.USED_UP, other.reserve(401));
    assertEquals(Verdict.GRANTED, other.reserve(400));
    assertEquals(1_000, budget.held());
    one.close();
    assertEquals(400, budget.held());
    assertEquals(Verdict.GRANTED, budget.share("one").reserve(600));
  }

  @Test
  void whoHoldsLittleFindsRoomBesideThoseWhoHoldAllTheyMay() {
    BodyBudget shared = new BodyBudget(1_000, 500, 160);
    assertEquals(Verdict.GRANTED, shared.share("one").reserve(500));
    assertEquals(Verdict.USED_UP, shared.share("two").reserve(341));
    assertEquals(Verdict.GRANTED, shared.share("two").reserve(340));
    assertEquals(Verdict.USED_UP, shared.share("two").reserve(1));
    for (int i = 0; i < 8; i++) {
      assertEquals(Verdict.USED_UP, shared.share("modest " + i).reserve(21));
      assertEquals(Verdict.GRANTED, shared.share("modest " + i).reserve(20));
    }
    assertEquals(1_000, shared.held());
    assertEquals(Verdict.USED_UP, shared.share("one more").reserve(1));
  }

  @Test
  void whatIsRefusedHoldsNothing() {
    Share share = budget.share("one");
    assertEquals(Verdict.USED_UP, share.reserve(1_001));
    assertEquals(Verdict.USED_UP_BY_KEY, share.reserve(601));
    assertEquals(0, budget.held());
    assertEquals(Verdict.GRANTED, share.reserve(600));
  }

  @Test
  void itIsGivenBackOnceAndNeverTakenAgain() {
    Share share = budget.share("one");
    share.reserve(100);
    share.giveBack(40);
    share.giveBack(100);
    assertEquals(0, budget.held());
    share.reserve(100);
    share.close();
    share.close();
    assertEquals(0, budget.held());
    assertEquals(Verdict.USED_UP, share.reserve(1));
    assertEquals(0, budget.held());
  }

  @Test
  void nonsenseIsNoBudget() {
    assertThrows(IllegalArgumentException.class, () -> new BodyBudget(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new BodyBudget(10, 11, 0));
    assertThrows(IllegalArgumentException.class, () -> new BodyBudget(10, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new BodyBudget(10, 6, 5));
    assertThrows(IllegalArgumentException.class, () -> new BodyBudget(10, 6, -1));
  }

  @Test
  void manyThreadsNeverHoldMoreAndLeaveNothing() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<?> each :
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> come(i))).toList()) {
        each.get();
      }
    }
    assertEquals(0, budget.held());
    assertEquals(Verdict.GRANTED, budget.share("0").reserve(600));
  }

  private void come(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Share share = budget.share(Integer.toString(random.nextInt(3)));
      long granted = 0;
      for (int part = random.nextInt(4); part > 0; part--) {
        int more = random.nextInt(300);
        granted += share.reserve(more) == Verdict.GRANTED ? more : 0;
      }
      assertTrue(budget.held() >= granted);
      Thread closing = i % 100 == 0 ? Thread.ofVirtual().start(share::close) : null;
      share.giveBack(random.nextInt(100));
      share.close();
      if (closing != null) {
        try {
          closing.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 5_000, 300_000, 1 << 20, 15 << 20, MOST})
  void aBodyOfUnknownLengthHoldsWhatItReserves(int length) {
    BodyBudget large = new BodyBudget(54L << 20, 27L << 20, 0);
    Share share = large.share("one");
    Gathering gathering = new Gathering(share, MOST);
    byte[] sent = new byte[length];
    new Random(1).nextBytes(sent);
    for (int at = 0; at < length; at += 8_000) {
      int more = Math.min(8_000, length - at);
      assertEquals(Verdict.GRANTED, gathering.ensure(more));
      System.arraycopy(sent, at, gathering.bytes(), gathering.add(more), more);
      assertEquals(large.held(), gathering.bytes().length);
    }
    int held = gathering.bytes().length;
    var body = gathering.done();
    assertTrue(large.held() == body.length() || large.held() == held, large.held() + " bytes");
    assertArrayEquals(sent, Arrays.copyOf(gathering.bytes(), body.length()));
    body.letGo();
    body.close();
    assertEquals(0, large.held());
  }

  @Test
  void aBodyThatWasAnnouncedIsMadeOnce() {
    BodyBudget large = new BodyBudget(54L << 20, 27L << 20, 0);
    Gathering gathering = new Gathering(large.share("one"), MOST);
    assertEquals(Verdict.GRANTED, gathering.announced(15 << 20));
    byte[] array = gathering.bytes();
    assertEquals(Verdict.GRANTED, gathering.ensure(15 << 20));
    gathering.add(15 << 20);
    assertEquals(15 << 20, gathering.done().length());
    assertTrue(array == gathering.bytes());
    assertEquals(
        Verdict.USED_UP_BY_KEY, new Gathering(large.share("one"), MOST).announced(15 << 20));
  }
}
