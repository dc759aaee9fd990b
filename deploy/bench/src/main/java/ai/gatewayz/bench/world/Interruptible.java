package ai.gatewayz.bench.world;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that stops what it has started, which is not all its children, when it is told to stop. */
public final class Interruptible {

  private static final Duration LONGEST_STOP = Duration.ofSeconds(120);

  private Interruptible() {}

  public static boolean run(Callable<Boolean> work) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      worker.interrupt();
                      awaitAtMost(ended);
                    }));
    try {
      return work.call();
    } finally {
      ended.countDown();
    }
  }

  private static void awaitAtMost(CountDownLatch ended) {
    try {
      if (!ended.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("What was started may still be running: it did not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
