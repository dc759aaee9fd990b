package ai.gatewayz.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs what starts processes. Told to stop, it lets that stop what it has started, which is not all
 * its children, before this process ends.
 */
public final class ToTheEnd {

  /** Ten services, Kafka and PostgreSQL at most, on a machine with other work. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(120);

  private ToTheEnd() {}

  /**
   * @param work is interrupted when this process is told to stop
   */
  public static <T> T run(Callable<T> work) throws Exception {
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
        System.err.println(
            "What was started may still be running: it did not stop in " + LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
