package ai.gatewayz.health.ledger;

import ai.gatewayz.health.ledger.Watched.Urgency;
import ai.gatewayz.health.verdict.Streak;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;

/** When an offer is to be asked next. Pure. */
public final class Cadence {

  /** Doubling beyond this many failures in a row changes nothing: the cap is reached before. */
  private static final int MOST_DOUBLINGS = 10;

  /**
   * The share of a wait by which offers are spread, so that what was asked together is not asked
   * together for ever.
   */
  private static final double SPREAD = 0.2;

  private final Settings settings;

  public Cadence(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param freshness how long an answer proves an offer to be available
   * @param confirm how soon the second opinion on a suspicion is had
   * @param recovery first wait before a dead offer is asked again; doubles up to {@code freshness}
   */
  public record Settings(Duration freshness, Duration confirm, Duration recovery) {}

  /**
   * @param spread 0 to 1, fixed for an offer: where in the spread its turn lies
   */
  public Turn next(Verdict verdict, Instant now, double spread) {
    Turn turn =
        switch (verdict.state()) {
          case UNPROBEABLE -> Turn.NEVER;
          case UNKNOWN ->
              verdict.suspect()
                  ? new Turn(now.plus(settings.confirm), Urgency.SUSPECT)
                  : new Turn(now, Urgency.NEW);
          case AVAILABLE ->
              verdict.suspect()
                  ? new Turn(now.plus(settings.confirm), Urgency.SUSPECT)
                  : new Turn(now.plus(spread(settings.freshness, spread)), Urgency.STALE);
          case DEGRADED, UNAVAILABLE ->
              verdict.streak().kind() == Streak.Kind.SOUND
                  ? new Turn(now.plus(settings.confirm), Urgency.SUSPECT)
                  : new Turn(
                      now.plus(spread(backoff(verdict.streak().length()), spread)), Urgency.STALE);
          case COLD -> new Turn(now.plus(settings.recovery), Urgency.STALE);
        };
    boolean told =
        verdict.retryAt() != null && turn.due() != null && verdict.retryAt().isAfter(turn.due());
    return told ? new Turn(verdict.retryAt(), turn.urgency()) : turn;
  }

  private Duration backoff(int failures) {
    Duration grown =
        settings.recovery.multipliedBy(1L << Math.min(Math.max(0, failures - 2), MOST_DOUBLINGS));
    return grown.compareTo(settings.freshness) < 0 ? grown : settings.freshness;
  }

  private static Duration spread(Duration wait, double spread) {
    return Duration.ofMillis((long) (wait.toMillis() * (1 - SPREAD * spread)));
  }
}
