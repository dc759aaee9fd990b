package ai.gatewayz.bench.world;

import java.util.ArrayList;
import java.util.List;

/** Since when, and until when, a process was killed or paused; nanoseconds of the JVM's clock. */
public final class Harm {

  private record Stretch(long from, long to) {}

  private final List<Stretch> over = new ArrayList<>();
  private long since;
  private boolean open;

  synchronized void begin() {
    since = System.nanoTime();
    open = true;
  }

  synchronized void over() {
    if (open) {
      over.add(new Stretch(since, System.nanoTime()));
      open = false;
    }
  }

  /** Whether it was harmed at any moment of that time. */
  public synchronized boolean met(long from, long to) {
    return open && since <= to
        || over.stream().anyMatch(each -> each.from() <= to && each.to() >= from);
  }
}
