package ai.gatewayz.catalog.consumer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * A thread that follows a topic. Whatever ends its work, the work begins again after a pause; where
 * it makes no progress for a minute the process is not alive any more, and is to be replaced.
 */
public final class Follower {

  private static final Logger LOG = Logger.getLogger(Follower.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private final String name;
  private final LongSupplier nanos;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile long progressed;
  private volatile boolean started;
  private Thread thread;

  /** What the thread does; returns when it is to stop. */
  public interface Work {
    void run() throws InterruptedException;
  }

  /**
   * @param name of the thread
   */
  public Follower(String name) {
    this(name, System::nanoTime);
  }

  /**
   * @param nanos a clock that nobody sets
   */
  Follower(String name, LongSupplier nanos) {
    this.name = name;
    this.nanos = nanos;
  }

  public void start(Work work) {
    progressed();
    started = true;
    thread = Thread.ofPlatform().name(name).daemon().start(() -> run(work));
  }

  /**
   * Asks it to stop and waits for it.
   *
   * @param wake ends what it may be waiting for
   */
  public void stop(Runnable wake, Duration patience) throws InterruptedException {
    stopping.countDown();
    wake.run();
    if (thread != null) {
      thread.join(patience);
    }
  }

  public boolean stopping() {
    return stopping.getCount() == 0;
  }

  /** Waits, unless it is to stop. */
  public void pause(Duration time) throws InterruptedException {
    stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Reports progress of the thread: it has polled the topic, or seen that Kafka is down. */
  public void progressed() {
    progressed = nanos.getAsLong();
  }

  /** Whether it has made progress within the last minute, or was never started. */
  public boolean alive() {
    return !started || stopping() || silence().compareTo(LONGEST_SILENCE) < 0;
  }

  public Duration silence() {
    return Duration.ofNanos(Math.max(0, nanos.getAsLong() - progressed));
  }

  private void run(Work work) {
    Duration pause = FIRST_PAUSE;
    while (!stopping()) {
      long before = progressed;
      try {
        work.run();
      } catch (Throwable failure) {
        if (!stopping()) {
          LOG.errorf(failure, "The thread %s failed and starts again", name);
        }
      }
      if (progressed != before) {
        pause = FIRST_PAUSE;
      }
      rest(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private void rest(Duration time) {
    try {
      pause(time);
    } catch (InterruptedException e) {
      // Only stopping ends it: whoever meant something else has been heard by its work.
      LOG.debugf("The thread %s was interrupted", name);
    }
  }
}
