package ai.gatewayz.gateway.record;

import java.time.Duration;

/** What was seen of one offer. Any thread may ask and tell. */
final class OfferRecord {

  private static final int MINUTES = 30;
  private static final int HALF_HOURS = 48;
  private static final int SHORT = 5;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HALF_HOUR = Duration.ofMinutes(30).toMillis();

  private final Slots minutes = new Slots(MINUTES, MINUTE);
  private final Slots halfHours = new Slots(HALF_HOURS, HALF_HOUR);
  private final Samples firstTokens = new Samples();
  private final Samples speeds = new Samples();
  private long lastSeen;

  synchronized void seen(long at, boolean answered) {
    minutes.add(at, answered);
    halfHours.add(at, answered);
    lastSeen = at;
  }

  /**
   * @param millis to the first token
   */
  synchronized void firstToken(long at, double millis) {
    firstTokens.add(at, millis);
  }

  synchronized void speed(long at, double tokensPerSecond) {
    speeds.add(at, tokensPerSecond);
  }

  synchronized long lastSeen() {
    return lastSeen;
  }

  /** How often it was seen within a day. */
  synchronized long uses(long now) {
    Counts day = halfHours.last(HALF_HOURS, now);
    return (long) day.answered() + day.failed();
  }

  synchronized Lately lately(long now) {
    return new Lately(
        minutes.last(SHORT, now).percent(),
        minutes.last(MINUTES, now).percent(),
        halfHours.last(HALF_HOURS, now).percent(),
        firstTokens.since(now - HALF_HOUR),
        speeds.since(now - HALF_HOUR));
  }
}
