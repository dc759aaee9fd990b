package ai.gatewayz.gateway.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often half-open probes are sent: so many in any minute and no more, evenly unless there is
 * news.
 */
final class Pace {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int mostInAMinute;
  private final Duration apart;
  private final Deque<Instant> asked = new ArrayDeque<>();

  /**
   * @param apart from one question to the next, unless it is urgent
   */
  Pace(int mostInAMinute, Duration apart) {
    this.mostInAMinute = mostInAMinute;
    this.apart = apart;
  }

  boolean allows(Instant now) {
    return asked.isEmpty() || !now.isBefore(asked.getLast().plus(apart)) && allowsUrgent(now);
  }

  /** Whether one more would still be none too many. */
  boolean allowsUrgent(Instant now) {
    while (!asked.isEmpty() && !now.isBefore(asked.getFirst().plus(MINUTE))) {
      asked.removeFirst();
    }
    return asked.size() < mostInAMinute;
  }

  void asked(Instant now) {
    asked.addLast(now);
  }

  /** Whether it holds nothing back any more. */
  boolean idle(Instant now) {
    return asked.isEmpty() || !now.isBefore(asked.getLast().plus(MINUTE));
  }
}
