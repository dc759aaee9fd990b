package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.stream.Room;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for answers that are buffered before they are sent, of all requests together and of
 * one API key's: whole answers, and long events of streams. Any thread may ask.
 */
@Singleton
public class AnswerRoom {

  /** What is smaller is not counted: requests are, and each has one answer. */
  static final long FREE = 16 * 1024;

  private static final int SHARE_OF_HEAP = 4;

  private static final int HUNDRED = 100;

  private final long most;
  private final long mostPerKey;
  private final AtomicLong taken = new AtomicLong();

  /** By the name of the key's holder: as many as are configured. */
  private final Map<String, AtomicLong> byKey = new ConcurrentHashMap<>();

  @Inject
  AnswerRoom(AttemptConfig config, MeterRegistry registry) {
    this(
        config
            .answerBudget()
            .map(MemorySize::asLongValue)
            .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP),
        config.answerBudgetPerKey());
    Gauge.builder("gatewayz.answers.bytes", this, AnswerRoom::taken)
        .description("Bytes of memory in use by answers that are buffered before they are sent")
        .register(registry);
    Gauge.builder("gatewayz.answers.budget", this, room -> room.most)
        .description("Limit for the bytes of all buffered answers together")
        .register(registry);
  }

  AnswerRoom(long most, int percentPerKey) {
    if (percentPerKey < 1 || percentPerKey > HUNDRED) {
      throw new IllegalArgumentException(
          "gatewayz.gateway.attempts.answer-budget-per-key is not between 1 and 100");
    }
    this.most = most;
    this.mostPerKey = most * percentPerKey / HUNDRED;
  }

  long taken() {
    return taken.get();
  }

  /**
   * For one answer, which takes nothing yet.
   *
   * @param holder of the key whose request is answered
   */
  Room begin(String holder) {
    return new Share(holder);
  }

  /** Takes so much more of both, or nothing. */
  private boolean grant(AtomicLong ofKey, long more) {
    long all = taken.addAndGet(more);
    long keys = ofKey.addAndGet(more);
    if (more <= 0 || (all <= most && keys <= mostPerKey)) {
      return true;
    }
    ofKey.addAndGet(-more);
    taken.addAndGet(-more);
    return false;
  }

  private final class Share implements Room {

    private final String holder;

    /** Looked up with the first byte that counts: most answers are too short for that. */
    private AtomicLong ofKey;

    private long bytes;
    private boolean left;

    private Share(String holder) {
      this.holder = holder;
    }

    @Override
    public boolean take(long all) {
      long wanted = all <= FREE ? 0 : all;
      long more = wanted - bytes;
      if (left) {
        return false;
      }
      if (more != 0) {
        if (ofKey == null) {
          ofKey = byKey.computeIfAbsent(holder, name -> new AtomicLong());
        }
        if (!grant(ofKey, more)) {
          return false;
        }
      }
      bytes = wanted;
      return true;
    }

    @Override
    public void leave() {
      left = true;
      if (bytes > 0) {
        grant(ofKey, -bytes);
        bytes = 0;
      }
    }
  }
}
