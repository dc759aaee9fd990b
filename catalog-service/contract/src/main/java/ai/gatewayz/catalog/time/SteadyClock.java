package ai.gatewayz.catalog.time;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The machine's clock, but for its going back: what is due in a minute would then be due in an hour
 * and a minute, and what is newer would look older. Where it is set back, this one goes on from
 * where it was, a little slower than time does, until the machine's has caught up with it. Where it
 * is set forward, this one follows at once.
 */
public final class SteadyClock extends Clock {

  /** Tenths of real time that pass here at least. */
  private static final int SLOWEST = 9;

  /** Seconds that still count in nanoseconds; beyond that it is all the same. */
  private static final long LONGEST = 1_000_000_000;

  private final InstantSource machine;
  private final LongSupplier nanos;
  private final ZoneId zone;
  private Instant told;
  private long toldNanos;

  /** Of this machine. */
  public SteadyClock() {
    this(Clock.systemUTC(), System::nanoTime, ZoneOffset.UTC);
  }

  /**
   * @param nanos a clock that nobody sets
   */
  SteadyClock(InstantSource machine, LongSupplier nanos, ZoneId zone) {
    this.machine = machine;
    this.nanos = nanos;
    this.zone = zone;
    this.toldNanos = nanos.getAsLong();
    this.told = machine.instant();
  }

  @Override
  public synchronized Instant instant() {
    long now = nanos.getAsLong();
    Instant machines = machine.instant();
    long least = (now - toldNanos) / 10 * SLOWEST;
    told = nanosTo(machines) < least ? told.plusNanos(least) : machines;
    toldNanos = now;
    return told;
  }

  /** From what was told last. Requests ask for the time: nothing is allocated for it. */
  private long nanosTo(Instant time) {
    long seconds = time.getEpochSecond() - told.getEpochSecond();
    return Math.clamp(seconds, -LONGEST, LONGEST) * 1_000_000_000 + time.getNano() - told.getNano();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(this, nanos, other);
  }
}
