package ai.gatewayz.health.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * This replica's share of the daily probe budget. The most that a probe can cost is reserved before
 * it is sent; what it did not cost is returned. What is reserved at the end of a day lapses.
 */
public final class Purse {

  private final InstantSource clock;
  private final Map<Pot, BigDecimal> held = new HashMap<>();
  private final Map<Pot, BigDecimal> wanted = new HashMap<>();
  private final Set<Pot> dry = new HashSet<>();
  private LocalDate day;

  public Purse(InstantSource clock) {
    this.clock = clock;
    this.day = today();
  }

  /** Money of one provider for one purpose. */
  public record Pot(String provider, Purpose purpose) {}

  /**
   * Money set aside for one question.
   *
   * @param pot where it came from; null where nothing was needed
   */
  public record Reserved(LocalDate day, Pot pot, BigDecimal usd) {}

  /**
   * Pays for a question.
   *
   * @return null where what is held does not reach; more is wanted then
   */
  public synchronized Reserved reserve(String provider, Purpose purpose, BigDecimal usd) {
    turnDay();
    if (usd.signum() == 0) {
      return new Reserved(day, null, usd);
    }
    Pot routine = new Pot(provider, Purpose.ROUTINE);
    Pot own = new Pot(provider, purpose);
    Pot paying = covers(routine, usd) ? routine : covers(own, usd) ? own : null;
    if (paying == null) {
      if (!dry.contains(own)) {
        wanted.merge(own, usd, BigDecimal::max);
      }
      return null;
    }
    held.merge(paying, usd.negate(), BigDecimal::add);
    return new Reserved(day, paying, usd);
  }

  /** The question is over. */
  public synchronized void settle(Reserved reserved, BigDecimal cost) {
    turnDay();
    if (reserved.pot() != null && reserved.day().equals(day)) {
      held.merge(reserved.pot(), reserved.usd().subtract(cost), BigDecimal::add);
    }
  }

  /** What questions waited for since the last time, largest sum per pot. */
  public synchronized Map<Pot, BigDecimal> wanted() {
    turnDay();
    Map<Pot, BigDecimal> copy = Map.copyOf(wanted);
    wanted.clear();
    return copy;
  }

  /** Whether nothing is left of the day's money for it, as far as is known. */
  public synchronized boolean dry(String provider, Purpose purpose) {
    turnDay();
    return dry.contains(new Pot(provider, purpose));
  }

  /** Nothing could be drawn: the day's money is spent. */
  public synchronized void ranDry(LocalDate of, Pot pot) {
    turnDay();
    if (of.equals(day)) {
      dry.add(pot);
    }
  }

  /** Money was drawn. */
  public synchronized void fill(LocalDate of, Pot pot, BigDecimal usd) {
    turnDay();
    if (of.equals(day)) {
      held.merge(pot, usd, BigDecimal::add);
    }
  }

  /** The day (UTC) whose money is spent now. */
  public LocalDate today() {
    return dayOf(clock.instant());
  }

  public static LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private boolean covers(Pot pot, BigDecimal usd) {
    return held.getOrDefault(pot, BigDecimal.ZERO).compareTo(usd) >= 0;
  }

  private void turnDay() {
    LocalDate now = today();
    if (!now.equals(day)) {
      day = now;
      held.clear();
      wanted.clear();
      dry.clear();
    }
  }
}
