package ai.gatewayz.gateway.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** Some 30 KB of text. */
  private static final int MOST_TOGETHER = 64;

  private record Ended(UsageRecord used, BigDecimal cost, Instant at) {

    UsageLine line() {
      return new UsageLine(used, cost, at);
    }
  }

  private final BlockingQueue<Ended> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Counter dropped;
  private boolean together;
  private Thread thread;

  UsageLog(MeterRegistry registry) {
    dropped =
        Counter.builder("gatewayz.usage.lines.dropped")
            .description("Usage lines that were not written because the log was too slow")
            .register(registry);
  }

  @PostConstruct
  void start() {
    together = UsageFormatter.install(LOG);
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
        Thread.sleep(GATHER);
      }
    } catch (InterruptedException e) {
      Ended next = waiting.poll();
      if (next != null) {
        write(next);
      }
    }
  }

  /** And all that wait behind it. */
  private void write(Ended first) {
    List<UsageLine> lines = new ArrayList<>();
    for (Ended next = first; next != null; next = waiting.poll()) {
      lines.add(next.line());
      if (lines.size() == (together ? MOST_TOGETHER : 1)) {
        write(lines);
      }
    }
    write(lines);
  }

  private static void write(List<UsageLine> lines) {
    if (!lines.isEmpty()) {
      LOG.logRaw(lines.size() == 1 ? lines.getFirst() : new UsageLines(lines));
      lines.clear();
    }
  }
}
