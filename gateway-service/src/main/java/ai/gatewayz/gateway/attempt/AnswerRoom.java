package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.stream.Room;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that answers may take which are held here before they are passed on, of all requests
 * together: whole answers, and long events of streams. Any thread may ask.
 */
@Singleton
public class AnswerRoom {

  /** What is smaller is not counted: requests are, and each has one answer. */
  static final long FREE = 16 * 1024;

  private static final int SHARE_OF_HEAP = 4;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  @Inject
  AnswerRoom(AttemptConfig config, MeterRegistry registry) {
    this(
        config
            .answerBudget()
            .map(MemorySize::asLongValue)
            .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    Gauge.builder("gatewayz.answers.bytes", this, AnswerRoom::taken)
        .description("Bytes that answers take which are held before they are passed on")
        .register(registry);
    Gauge.builder("gatewayz.answers.budget", this, room -> room.most)
        .description("Bytes that they may take together")
        .register(registry);
  }

  AnswerRoom(long most) {
    this.most = most;
  }

  long taken() {
    return taken.get();
  }

  /** For one answer, which takes nothing yet. */
  Room begin() {
    return new Share();
  }

  private final class Share implements Room {

    private long bytes;
    private boolean left;

    @Override
    public boolean take(long all) {
      long wanted = all <= FREE ? 0 : all;
      long more = wanted - bytes;
      if (left) {
        return false;
      }
      if (more != 0 && taken.addAndGet(more) > most && more > 0) {
        taken.addAndGet(-more);
        return false;
      }
      bytes = wanted;
      return true;
    }

    @Override
    public void leave() {
      left = true;
      taken.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
