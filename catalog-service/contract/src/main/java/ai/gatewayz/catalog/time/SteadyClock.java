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
    Instant least = told.plusNanos((now - toldNanos) / 10 * SLOWEST);
    told = machines.isBefore(least) ? least : machines;
    toldNanos = now;
    return told;
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
