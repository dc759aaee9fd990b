package ai.gatewayz.bench.attack.victim;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a service whether it lives, as its pod is asked, but more often. */
final class Pulse implements AutoCloseable {

  /** What the manifests give an answer, and how many they wait for. */
  private static final int TIMEOUT_MILLIS = 3_000;

  private static final int THRESHOLD = 3;

  private static final int PAUSE_MILLIS = 250;
  private static final String ASK =
      "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final int management;
  private volatile long slowestNanos;
  private volatile int inARow;
  private volatile int mostInARow;

  private Pulse(int management) {
    this.management = management;
  }

  static Pulse start(int management) {
    Pulse pulse = new Pulse(management);
    pulse.clock.scheduleWithFixedDelay(pulse::ask, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return pulse;
  }

  private void ask() {
    long began = System.nanoTime();
    inARow = lives() ? 0 : inARow + 1;
    mostInARow = Math.max(mostInARow, inARow);
    slowestNanos = Math.max(slowestNanos, System.nanoTime() - began);
  }

  private boolean lives() {
    try (Wire wire = Wire.fromElsewhere(management, TIMEOUT_MILLIS)) {
      wire.send(ASK);
      return wire.answer().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  double slowestMillis() {
    return slowestNanos / 1e6;
  }

  /** Whether its pod would have been restarted: as many in a row that did not say that it lives. */
  boolean stopped() {
    return mostInARow >= THRESHOLD;
  }

  @Override
  public void close() {
    clock.shutdown();
  }
}
