package ai.gatewayz.health.ledger;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Watched.Urgency;
import ai.gatewayz.health.verdict.Streak;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;

/** When an offer is to be probed next. Pure. */
public final class Cadence {

  /** Doubling beyond this changes nothing: the cap is reached before. */
  private static final int MOST_DOUBLINGS = 12;

  /**
   * The share of a wait by which offers are spread, so that what was asked together is not asked
   * together for ever.
   */
  private static final double SPREAD = 0.2;

  /** Between two looks at an offer with faults of the moment that callers have just used, */
  private static final Duration PRESSING = Duration.ofMinutes(1);

  /** at one that is in use elsewhere, or was today, */
  private static final Duration MISSED = Duration.ofMinutes(15);

  /** and at one that nobody uses. */
  private static final Duration UNMISSED = Duration.ofHours(2);

  /** However far intervals are stretched, an older answer is none of late. */
  private static final Duration LATELY = Duration.ofDays(14);

  private static final int OFTEN = 2;
  private static final int MOST_WAVERING = 6;
  private static final int DEAR = 4;
  private static final int VOUCHED = 2;
  private static final int DOUBTED = 4;

  /** Dear offers that nobody uses let the others go first. */
  private static final Duration DEAR_LATER = Duration.ofMinutes(30);

  private final Settings settings;

  public Cadence(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param freshness how long an answer proves an offer that is in use
   * @param idle the same for one that nobody uses
   * @param confirm how soon the second opinion on a suspicion is had
   * @param recovery first wait before a dead offer is asked again; doubles up to its interval
   */
  public record Settings(Duration freshness, Duration idle, Duration confirm, Duration recovery) {}

  /** How long an answer is good for. */
  public Duration interval(Worth worth, Stretch stretch) {
    Duration base =
        worth.wanted() ? settings.freshness : settings.idle.multipliedBy(worth.dear() ? DEAR : 1);
    double own = worth.wanted() ? stretch.wanted() : stretch.idle();
    double factor = worth.free() ? Math.max(own, stretch.free()) : own;
    double said =
        switch (worth.word()) {
          case VOUCHED -> worth.wanted() ? 1 : VOUCHED;
          case DOUBTED -> 1.0 / DOUBTED;
          case NONE, ASLEEP -> 1;
        };
    return Duration.ofMillis((long) (base.toMillis() * factor * said));
  }

  /**
   * For how long an answer is held to be of late. That an offer comes into use, or its provider to
   * doubt it, makes its interval shorter, and no answer older.
   */
  Duration lately(Worth worth, Stretch stretch) {
    Duration interval = interval(worth, stretch);
    Duration longer = interval.compareTo(settings.idle) < 0 ? settings.idle : interval;
    return longer.compareTo(LATELY.dividedBy(2)) < 0 ? longer.multipliedBy(2) : LATELY;
  }

  /** Before the next question, where so many in a row had answers that said nothing. */
  Duration pause(int unsaid, Duration interval) {
    return doubled(settings.confirm, unsaid - 1, interval);
  }

  /** After how long an answer is asked for anew, in the mean of all offers. */
  Duration period(Worth worth, Stretch stretch) {
    return spread(interval(worth, stretch), 0.5);
  }

  /**
   * @param from when the offer was last asked or seen
   * @param spread 0 to 1: where in the spread of its wait the turn lies
   */
  public Turn next(Verdict verdict, Worth worth, Stretch stretch, Instant from, double spread) {
    Duration interval = interval(worth, stretch);
    Urgency routine = worth.wanted() ? Urgency.WANTED : Urgency.STALE;
    int looks = verdict.streak().looks();
    Turn turn =
        switch (verdict.state()) {
          // Gated, or refused in every form: that may change, and is looked at again.
          case UNPROBEABLE ->
              verdict.lastVerified() == null
                  ? new Turn(from.plus(spread(interval, spread)), Urgency.STALE)
                  : again(looks, interval, from, spread, routine);
          case UNKNOWN ->
              verdict.suspect()
                  ? suspect(looks, patience(verdict, worth, interval), from)
                  : new Turn(
                      worth.dear() && !worth.wanted() ? from.plus(DEAR_LATER) : from, Urgency.NEW);
          case AVAILABLE ->
              verdict.suspect()
                  ? suspect(looks, patience(verdict, worth, interval), from)
                  : new Turn(from.plus(spread(interval, spread)), routine);
          case DEGRADED, UNAVAILABLE ->
              verdict.streak().kind() == Streak.Kind.SOUND && verdict.streak().length() > 0
                  ? new Turn(from.plus(second(verdict, interval)), Urgency.SUSPECT)
                  : perhapsGone(verdict)
                      ? suspect(looks, interval, from)
                      : again(looks, patience(verdict, worth, interval), from, spread, routine);
          case COLD -> new Turn(from.plus(cold(verdict, worth, interval)), routine);
        };
    boolean told =
        verdict.retryAt() != null && turn.due() != null && verdict.retryAt().isAfter(turn.due());
    return told ? new Turn(verdict.retryAt(), turn.urgency()) : turn;
  }

  private static boolean perhapsGone(Verdict verdict) {
    return verdict.state() == State.DEGRADED && verdict.streak().kind() == Streak.Kind.GONE;
  }

  private Turn suspect(int looks, Duration most, Instant from) {
    return new Turn(from.plus(doubled(settings.confirm, looks - 1, most)), Urgency.SUSPECT);
  }

  private Turn again(int looks, Duration most, Instant from, double spread, Urgency urgency) {
    return new Turn(
        from.plus(spread(doubled(settings.recovery, looks - 2, most), spread)), urgency);
  }

  /**
   * The longest wait: faults of the moment pass by themselves, and for those who miss the offer the
   * sooner the better that it is seen.
   */
  private static Duration patience(Verdict verdict, Worth worth, Duration interval) {
    if (verdict.streak().kind() != Streak.Kind.SHAKY) {
      return interval;
    }
    Duration most = worth.pressing() ? PRESSING : worth.wanted() ? MISSED : UNMISSED;
    return most.compareTo(interval) < 0 ? most : interval;
  }

  /** Until a first answer is confirmed: soon, but not over and over of one that comes and goes. */
  private Duration second(Verdict verdict, Duration interval) {
    boolean wavers = verdict.recent().good() >= OFTEN && verdict.recent().bad() >= OFTEN;
    int times = wavers ? (int) Math.min(verdict.recent().bad(), MOST_WAVERING) : 0;
    return doubled(settings.confirm, times, interval);
  }

  /** What the list puts to sleep it also wakes; asking a sleeper might wake it for nobody. */
  private Duration cold(Verdict verdict, Worth worth, Duration interval) {
    if (verdict.source() != Source.LISTING) {
      return doubled(settings.recovery, verdict.streak().looks() - 1, interval);
    }
    return worth.word() == Worth.Word.ASLEEP ? interval : Duration.ZERO;
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    Duration grown = first.multipliedBy(1L << Math.min(Math.max(0, times), MOST_DOUBLINGS));
    return grown.compareTo(most) < 0 ? grown : most;
  }

  private static Duration spread(Duration wait, double spread) {
    return Duration.ofMillis((long) (wait.toMillis() * (1 - SPREAD * spread)));
  }
}
