package ai.gatewayz.gateway.trial;

import java.time.Duration;
import java.time.Instant;

/** Whether a provider takes connections, as far as one looked. */
final class Door {

  private boolean shut;
  private boolean opened;
  private boolean knocking;
  private Instant next = Instant.MIN;

  boolean due(Instant now) {
    return !knocking && !now.isBefore(next);
  }

  void knock(Instant now, Duration pause) {
    knocking = true;
    next = now.plus(pause);
  }

  void told(boolean open) {
    knocking = false;
    opened = open && (shut || opened);
    shut = !open;
  }

  boolean shut() {
    return shut;
  }

  /** Whether it was shut and is open again, which nobody has made use of. */
  boolean opened() {
    return opened;
  }

  void entered() {
    opened = false;
  }
}
