package ai.gatewayz.gateway.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * One line per request, in a log category of its own, written by a thread of its own: an event loop
 * must not wait for a console. Switch it off with {@code
 * quarkus.log.category."gatewayz.usage".level=OFF}.
 */
@Singleton
class UsageLog {

  private static final Logger LOG = Logger.getLogger("gatewayz.usage");

  /**
   * About half a second of what one process can answer; a console that is behind by more loses
   * lines.
   */
  static final int MOST_WAITING = 16_384;

  private static final Duration STOP = Duration.ofSeconds(2);

  /** Lines that come one by one would wake the thread for each. */
  private static final Duration GATHER = Duration.ofMillis(10);

  private final BlockingQueue<UsageRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Counter dropped;
  private Thread thread;

  UsageLog(MeterRegistry registry) {
    dropped =
        Counter.builder("gatewayz.usage.lines.dropped")
            .description("Usage lines that were not written because the log was too slow")
            .register(registry);
  }

  @PostConstruct
  void start() {
    thread = Thread.ofPlatform().name("usage-log").daemon().start(this::run);
  }

  /** What waits is still written. */
  @PreDestroy
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(STOP);
  }

  void write(UsageRecord used) {
    if (LOG.isInfoEnabled() && !waiting.offer(used)) {
      dropped.increment();
    }
  }

  private void run() {
    try {
      while (true) {
        LOG.info(waiting.take().line());
        writeWaiting();
        Thread.sleep(GATHER);
      }
    } catch (InterruptedException e) {
      writeWaiting();
    }
  }

  private void writeWaiting() {
    for (UsageRecord used = waiting.poll(); used != null; used = waiting.poll()) {
      LOG.info(used.line());
    }
  }
}
