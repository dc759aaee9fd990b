package ai.gatewayz.gateway.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * One line per request, in a log category of its own, written by a thread of its own: an event loop
 * must not wait for a console. Switch it off with {@code
 * quarkus.log.category."gatewayz.usage".level=OFF}.
 */
@Singleton
class UsageLog {

  static final String CATEGORY = "gatewayz.usage";
  static final String THREAD = "usage-log";

  private static final Logger LOG = Logger.getLogger(CATEGORY);

  /**
   * About half a second of what one process can answer; a console that is behind by more loses
   * lines.
   */
  static final int MOST_WAITING = 16_384;

  private static final Duration STOP = Duration.ofSeconds(2);

  /** Lines that come one by one would wake the thread for each. */
  private static final Duration GATHER = Duration.ofMillis(10);

  private record Ended(UsageRecord used, BigDecimal cost, Instant at) {}

  private final BlockingQueue<Ended> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
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
    UsageFormatter.install(LOG);
    thread = Thread.ofPlatform().name(THREAD).daemon().start(this::run);
  }

  /** What waits is still written. */
  @PreDestroy
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(STOP);
  }

  /**
   * @param cost USD by the catalog's price; null where it is not known
   */
  void write(UsageRecord used, BigDecimal cost) {
    if (LOG.isLoggable(Level.INFO) && !waiting.offer(new Ended(used, cost, Instant.now()))) {
      dropped.increment();
    }
  }

  private void run() {
    try {
      while (true) {
        write(waiting.take());
        writeWaiting();
        Thread.sleep(GATHER);
      }
    } catch (InterruptedException e) {
      writeWaiting();
    }
  }

  private void writeWaiting() {
    for (Ended next = waiting.poll(); next != null; next = waiting.poll()) {
      write(next);
    }
  }

  private static void write(Ended ended) {
    LOG.logRaw(new UsageLine(ended.used, ended.cost, ended.at));
  }
}
