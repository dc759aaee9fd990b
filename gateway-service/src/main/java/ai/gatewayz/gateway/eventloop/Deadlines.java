package ai.gatewayz.gateway.eventloop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Timers of one event loop for what is nearly always over before its time: each request has two of
 * them. One costs a place in a list, where a timer of Vert.x costs one in a map and in a heap, on
 * both ways; two of those were a twentieth of what a request takes. They come up to 20 ms late and
 * never early. Time in which the loop itself was away, for want of a processor or of something that
 * held it up, is nobody's: what has come meanwhile is read before anybody is too late. For the
 * thread of the event loop alone.
 */
public final class Deadlines {

  /** Nanoseconds. */
  static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  /** A look that is so late says that the loop was away. */
  static final long AWAY = TimeUnit.SECONDS.toNanos(1);

  /** Ten seconds' worth; what is further away is passed over until its turn. */
  private static final int SLOTS = 1024;

  private static final FastThreadLocal<Deadlines> OF_LOOP = new FastThreadLocal<>();

  private final LongSupplier nanos;
  private final Consumer<Runnable> later;
  private final Deadline[] slots = new Deadline[SLOTS];

  /** Of the time that counts; later by all in which the loop was away. */
  private long start;

  /** When the loop was last seen here. */
  private long seen;

  /** The last one that was looked at, counted from the start. */
  private long tick;

  private int waiting;
  private boolean looking;

  /**
   * @param nanos a clock that never goes back
   * @param later runs something on the event loop after {@link #TICK}
   */
  Deadlines(LongSupplier nanos, Consumer<Runnable> later) {
    this.nanos = nanos;
    this.later = later;
    this.start = nanos.getAsLong();
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Deadline();
    }
  }

  /**
   * Begins one, on the event loop of the caller.
   *
   * @param millis at least 1
   * @param passed called once on the context of the caller, unless cancelled before
   */
  public static Deadline in(Vertx vertx, long millis, Runnable passed) {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    return ofLoop(context.nettyEventLoop())
        .in(millis, () -> context.dispatch(null, ignored -> passed.run()));
  }

  private static Deadlines ofLoop(EventLoop loop) {
    if (!loop.inEventLoop()) {
      throw new IllegalStateException("deadlines are of an event loop's own thread");
    }
    Deadlines known = OF_LOOP.get();
    if (known == null) {
      known =
          new Deadlines(System::nanoTime, task -> loop.schedule(task, TICK, TimeUnit.NANOSECONDS));
      OF_LOOP.set(known);
    }
    return known;
  }

  Deadline in(long millis, Runnable passed) {
    if (!looking) {
      seen = nanos.getAsLong();
    }
    long now = counted();
    waiting++;
    if (!looking) {
      looking = true;
      tick = now / TICK;
      later.accept(this::look);
    }
    // Rounded up: never early.
    Deadline deadline =
        new Deadline(this, (now + TimeUnit.MILLISECONDS.toNanos(millis)) / TICK + 1, passed);
    deadline.enter(slots[(int) (deadline.tick & SLOTS - 1)]);
    return deadline;
  }

  /** The time that counts: the loop is here now. */
  private long counted() {
    long here = nanos.getAsLong();
    long between = here - seen;
    start += between > AWAY ? between - TICK : 0;
    seen = here;
    return here - start;
  }

  void left() {
    waiting--;
  }

  private void look() {
    long now = counted() / TICK;
    // After a long pause each slot is looked at once.
    long first = Math.max(tick + 1, now - SLOTS + 1);
    tick = now;
    for (long at = first; at <= now; at++) {
      slots[(int) (at & SLOTS - 1)].passAll(now);
    }
    looking = waiting > 0;
    if (looking) {
      later.accept(this::look);
    }
  }
}
