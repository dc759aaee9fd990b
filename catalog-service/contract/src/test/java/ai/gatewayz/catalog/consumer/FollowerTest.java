package ai.gatewayz.catalog.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicLong nanos = new AtomicLong();
  private final Follower follower = new Follower("follower-under-test", nanos::get);

  @AfterEach
  void end() throws InterruptedException {
    follower.stop(() -> {}, PATIENCE);
  }

  @Test
  void whatDiesOfAnythingBeginsAgain() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    follower.start(
        () -> {
          switch (runs.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("a bug");
            case 2 -> throw new StackOverflowError();
            default -> {
              third.countDown();
              follower.pause(PATIENCE);
            }
          }
        });
    assertTrue(third.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(3, runs.get());
  }

  @Test
  void isNotAliveAfterAMinuteWithoutProgress() {
    follower.start(() -> follower.pause(PATIENCE));
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertTrue(follower.alive());
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertFalse(follower.alive());
    assertEquals(61, follower.silence().toSeconds());
    follower.progressed();
    assertTrue(follower.alive());
  }

  @Test
  void whatWasNeverStartedIsNotMissed() {
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertTrue(follower.alive());
  }

  @Test
  void aThreadThatIsAskedToStopEnds() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    follower.start(
        () -> {
          begun.countDown();
          woken.await();
          ended.countDown();
        });
    assertTrue(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    follower.stop(woken::countDown, PATIENCE);
    assertEquals(0, ended.getCount());
    assertTrue(follower.stopping());
  }
}
