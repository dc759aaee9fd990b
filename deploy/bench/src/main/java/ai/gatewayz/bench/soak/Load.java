package ai.gatewayz.bench.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that ask for completions, plain and streamed in turn, of models of every kind. */
final class Load {

  private static final int CALLERS = 24;

  /** Every so many requests a caller hangs up and comes back, as callers do. */
  private static final int REQUESTS_PER_CONNECTION = 2_000;

  private static final int MOST_TOLD = 20;

  private final int port;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  Load(int port) {
    this.port = port;
  }

  /**
   * Starts it and returns at once.
   *
   * @param perSecond of all callers together; infinite for as many as there can be
   */
  Load begin(double perSecond) {
    long every = Double.isInfinite(perSecond) ? 0 : (long) (CALLERS * 1e9 / perSecond);
    for (int i = 0; i < CALLERS; i++) {
      int number = i;
      threads.add(Thread.ofPlatform().daemon().start(() -> call(number, every)));
    }
    return this;
  }

  private void call(int number, long everyNanos) {
    long due = System.nanoTime() + number * everyNanos / CALLERS;
    for (int n = number; !over; ) {
      try (Caller caller = new Caller(port)) {
        for (int i = 0; i < REQUESTS_PER_CONNECTION && !over; i++, n += CALLERS + 1) {
          due = await(due, everyNanos);
          caller.ask(model(n), n % 2 == 0);
          answered.incrementAndGet();
        }
      } catch (IOException e) {
        n++;
        if (failed.incrementAndGet() <= MOST_TOLD) {
          told.add(String.valueOf(e.getMessage()));
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One that is late does not hurry: its next is due from now. */
  private static long await(long due, long everyNanos) throws InterruptedException {
    long wait = due - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
    }
    return Math.max(due, System.nanoTime() - everyNanos) + everyNanos;
  }

  /** Such as are always there; one of eight is of those that die at one provider. */
  private static String model(int n) {
    int kind = n % 8;
    return ChangingProvider.NAME
        + (kind == 7
            ? ChangingProvider.DYING
                + n / 8 % (ChangingProvider.COMING_AND_GOING - ChangingProvider.DYING)
            : n % ChangingProvider.DYING);
  }

  long answered() {
    return answered.get();
  }

  long failed() {
    return failed.get();
  }

  List<String> told() {
    return List.copyOf(told);
  }

  void end() throws InterruptedException {
    over = true;
    for (Thread each : threads) {
      each.join();
    }
  }
}
