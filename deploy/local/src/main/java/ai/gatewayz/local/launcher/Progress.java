package ai.gatewayz.local.launcher;

import java.io.PrintStream;
import java.time.Duration;

/** Tells a person what the stack is doing. */
public final class Progress {

  private static final long REMIND_EVERY = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private final long started = System.nanoTime();
  private long reminded = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  void step(String what) {
    line("starting " + what);
  }

  void ready(String what) {
    line(what + " is ready");
  }

  void waiting(String forWhat) {
    if (System.nanoTime() - reminded > REMIND_EVERY) {
      line("waiting for " + forWhat + " …");
    }
  }

  public void line(String text) {
    reminded = System.nanoTime();
    out.printf("%6.1f s  %s%n", (reminded - started) / 1e9, text);
  }
}
