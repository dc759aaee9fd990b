package ai.gatewayz.catalog.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices where the machine's clock is set back. Kafka's consumers count by that clock, and what
 * they wait for does not come before it has caught up: no heartbeat is sent, the group takes its
 * member for lost and shares its partitions among the others, and the member does not hear of it. A
 * new consumer counts from where the clock is now. For one thread.
 */
public final class SetBack {

  /** What happens between two readings, and clocks that are put right little by little, is less. */
  private static final Duration STEP = Duration.ofSeconds(1);

  private final LongSupplier machineMillis;
  private final LongSupplier nanos;
  private long ahead;

  /** Of this machine, from now on. */
  public SetBack() {
    this(System::currentTimeMillis, System::nanoTime);
  }

  /**
   * @param nanos a clock that nobody sets
   */
  SetBack(LongSupplier machineMillis, LongSupplier nanos) {
    this.machineMillis = machineMillis;
    this.nanos = nanos;
    this.ahead = ahead();
  }

  /** How far the machine's clock is ahead of the one that nobody sets. */
  private long ahead() {
    return machineMillis.getAsLong() - Duration.ofNanos(nanos.getAsLong()).toMillis();
  }

  /** Whether it was set back since it was last asked. */
  public boolean seen() {
    long before = ahead;
    ahead = ahead();
    return ahead < before - STEP.toMillis();
  }
}
