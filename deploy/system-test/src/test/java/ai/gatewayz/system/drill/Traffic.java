package ai.gatewayz.system.drill;

import ai.gatewayz.system.Gateway;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers who go on whatever happens: five requests a second, every second one streamed. */
final class Traffic implements AutoCloseable {

  private static final long EVERY_MILLIS = 200;

  private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(2);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /**
   * @param models that are asked in turn, each of several providers
   */
  Traffic(Gateway gateway, List<String> models) {
    pace.scheduleAtFixedRate(() -> ask(gateway, models), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask(Gateway gateway, List<String> models) {
    long number = sent.getAndIncrement();
    try {
      int status =
          gateway
              .complete(models.get((int) (number / 2 % models.size())), number % 2 == 0)
              .status();
      if (status != 200) {
        failed.incrementAndGet();
      }
    } catch (Exception e) {
      failed.incrementAndGet();
    }
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  @Override
  public void close() throws InterruptedException {
    pace.shutdown();
    pace.awaitTermination(60, TimeUnit.SECONDS);
  }
}
