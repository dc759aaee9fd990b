package ai.gatewayz.catalog.retirement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When one is told that an offer is taken away. Pure. */
enum Notice {
  DAY(1),
  WEEK(7);

  private final int daysAhead;

  Notice(int daysAhead) {
    this.daysAhead = daysAhead;
  }

  int daysAhead() {
    return daysAhead;
  }

  /**
   * The one that is due on a day, whether it was given before or not; empty where it is too early,
   * or too late. Who announces it at short notice is told of at once.
   *
   * @param last the last day of the offer
   */
  static Optional<Notice> due(LocalDate last, LocalDate today) {
    long left = ChronoUnit.DAYS.between(today, last);
    if (left < 0 || left > WEEK.daysAhead) {
      return Optional.empty();
    }
    return Optional.of(left <= DAY.daysAhead ? DAY : WEEK);
  }
}
