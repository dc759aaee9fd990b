package ai.gatewayz.health.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The way to one provider: who may pass it now. A refusal for going too fast halves the rate, and
 * each answer gives a little of it back.
 */
public final class Lane {

  private static final double SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();
  private static final double SLOWEST = 1.0 / 16;
  private static final double REGAINED = 1.0 / 16;
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 5;

  private final Limits limits;
  private final Pace all;
  private final Pace free;
  private double share = 1;
  private double slowed = 1;
  private int limitedInARow;
  private int out;
  private Instant resting = Instant.MIN;
  private LocalDate day = LocalDate.MIN;
  private long freeToday;

  public Lane(Limits limits, Instant now) {
    this.limits = limits;
    this.all = new Pace(limits.perSecond(), now);
    this.free = new Pace(limits.freePerMinute() / 60, now);
  }

  /**
   * This replica's part of the provider's limits, 0 to 1: its part of the offers. The parts of all
   * replicas make one, and so do their rates. Each has at least one unit of concurrency, for else
   * the offers of a small part were never asked: a fleet of more replicas than the provider has
   * units can have as many questions out as it has replicas.
   */
  public synchronized void share(double part, Instant now) {
    if (part != share) {
      share = part;
      rates(now);
    }
  }

  /**
   * Whether nobody can be asked now.
   *
   * @param alone whether one question at a time is enough
   */
  public synchronized boolean busy(boolean alone, Instant now) {
    return share <= 0 || out >= (alone ? 1 : room()) || now.isBefore(resting) || !all.ready(now);
  }

  /**
   * Takes the way for one question.
   *
   * @param units of concurrency
   * @return false where this question has to wait, though a smaller or dearer one need not
   */
  public synchronized boolean take(int units, boolean gratis, Instant now) {
    // A question that is larger than the whole room goes alone.
    if (out > 0 && out + units > room()) {
      return false;
    }
    if (gratis && limits.freePerMinute() >= 0) {
      if (!free.ready(now) || freeToday(now) >= limits.freePerDay() * share) {
        return false;
      }
      free.take();
      freeToday++;
    }
    all.take();
    out += units;
    return true;
  }

  private int room() {
    return Math.max(1, (int) (limits.units() * share));
  }

  /** A question that took the way is over. */
  public synchronized void over(int units) {
    out -= units;
  }

  /** The provider says that we are too fast. */
  public synchronized void limited(Optional<Duration> wait, Instant now) {
    slowed = Math.max(SLOWEST, slowed / 2);
    Duration own = FIRST_REST.multipliedBy(1L << Math.min(limitedInARow, MOST_DOUBLINGS));
    limitedInARow++;
    rest(wait.filter(each -> !each.isZero()).orElse(own), now);
    rates(now);
  }

  /** Hardly anything is left of our limit. A rest that was longer already is not cut short. */
  public synchronized void rest(Duration wait, Instant now) {
    Instant until = now.plus(wait);
    resting = until.isAfter(resting) ? until : resting;
  }

  /** The provider took a question. */
  public synchronized void taken(Instant now) {
    limitedInARow = 0;
    if (slowed < 1) {
      slowed = Math.min(1, slowed + REGAINED);
      rates(now);
    }
  }

  /** Questions per second that this replica may ask now. */
  public synchronized double perSecond() {
    return limits.perSecond() * share * slowed;
  }

  /** The same for models that are free. */
  public synchronized double freePerSecond() {
    return limits.freePerMinute() < 0
        ? perSecond()
        : Math.min(limits.freePerMinute() / 60, limits.freePerDay() / SECONDS_OF_A_DAY) * share;
  }

  private void rates(Instant now) {
    all.rate(perSecond(), now);
    free.rate(limits.freePerMinute() / 60 * share, now);
  }

  private long freeToday(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!today.equals(day)) {
      day = today;
      freeToday = 0;
    }
    return freeToday;
  }
}
