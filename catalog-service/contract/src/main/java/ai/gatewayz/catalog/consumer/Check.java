package ai.gatewayz.catalog.consumer;

import ai.gatewayz.catalog.contract.Decimals;
import ai.gatewayz.catalog.contract.Price;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * The checks of one record's fields; each ends the reading of the record where it fails. The bounds
 * lie far beyond what services write and far within what arithmetic, memory and PostgreSQL bear.
 */
public final class Check {

  private static final int MOST_PROVIDER = 128;

  /** PostgreSQL's indices take 2,704 bytes, and a character has up to three. */
  private static final int MOST_ID = 512;

  private static final int MOST_TEXT = 1_024;

  /** 2200-01-01: the difference of any two instants is still a number of nanoseconds. */
  private static final long LATEST_SECOND = 7_258_118_400L;

  private static final int LATEST_YEAR = 9_999;
  private static final int EARLIEST_YEAR = 1970;

  /** No two clocks differ by more. */
  private static final long SKEW_MILLIS = 86_400_000;

  /** The largest number that every reader of JSON holds exactly. */
  private static final long LARGEST_EXACT = (1L << 53) - 1;

  private final long latestMillis;

  /**
   * @param nowMillis since 1970
   */
  Check(long nowMillis) {
    latestMillis = nowMillis + SKEW_MILLIS;
  }

  static boolean isKey(String key) {
    int colon = key.indexOf(':');
    int id = key.length() - colon - 1;
    return colon > 0
        && isProvider(colon)
        && id > 0
        && id <= MOST_ID
        && !(key.charAt(colon + 1) == ' ' && key.substring(colon + 1).isBlank())
        && Texts.clean(key);
  }

  /** Of a provider or a replica. */
  static boolean isName(String key) {
    return key.indexOf(':') < 0 && isProvider(key.length()) && Texts.clean(key);
  }

  private static boolean isProvider(int length) {
    return length > 0 && length <= MOST_PROVIDER;
  }

  public void present(String field, Object value) {
    require(value != null, Refusal.MALFORMED, field);
  }

  /** An offer that a record of many is about. */
  public void offer(String field, String provider, String id) {
    require(provider != null && id != null, Refusal.MALFORMED, field);
    require(provider.indexOf(':') < 0 && isKey(provider + ':' + id), Refusal.OUT_OF_BOUNDS, field);
  }

  /** A text that must be there. */
  public void text(String field, String value) {
    require(value != null && !value.isBlank(), Refusal.MALFORMED, field);
    optional(field, value);
  }

  /** A text that may be null. */
  public void optional(String field, String value) {
    require(
        value == null || (value.length() <= MOST_TEXT && Texts.clean(value)),
        Refusal.OUT_OF_BOUNDS,
        field);
  }

  /** An instant that may be null, and may lie ahead. */
  public void instant(String field, Instant at) {
    require(
        at == null || (at.getEpochSecond() >= 0 && at.getEpochSecond() < LATEST_SECOND),
        Refusal.OUT_OF_BOUNDS,
        field);
  }

  /** An instant that may be null, at which something has happened. */
  public void past(String field, Instant at) {
    instant(field, at);
    require(at == null || at.toEpochMilli() <= latestMillis, Refusal.OUT_OF_BOUNDS, field);
  }

  /** A day that may be null. */
  public void day(String field, LocalDate day) {
    require(
        day == null || (day.getYear() >= EARLIEST_YEAR && day.getYear() <= LATEST_YEAR),
        Refusal.OUT_OF_BOUNDS,
        field);
  }

  /**
   * Versions count changes or follow the clock; either way none is ahead of it. One that were would
   * be believed until real ones have come that far.
   *
   * @param unit in which those that follow the clock count the time since 1970
   */
  public void version(long version, TimeUnit unit) {
    long latest = Math.min(unit.convert(latestMillis, TimeUnit.MILLISECONDS), LARGEST_EXACT);
    require(version >= 0 && version <= latest, Refusal.OUT_OF_BOUNDS, "version");
  }

  public void amount(String field, long value, long most) {
    require(value >= 0 && value <= most, Refusal.OUT_OF_BOUNDS, field);
  }

  /** A count that may be null. */
  public void amount(String field, Integer value, int most) {
    require(value == null || (value >= 0 && value <= most), Refusal.OUT_OF_BOUNDS, field);
  }

  /** A measurement that may be null. */
  public void finite(String field, Double value) {
    require(value == null || Double.isFinite(value), Refusal.OUT_OF_BOUNDS, field);
  }

  /** A price that may be null. */
  public void price(String field, Price price) {
    if (price instanceof Price.PerToken of) {
      require(
          Decimals.sane(of.input())
              && Decimals.sane(of.output())
              && (of.cachedInput() == null || Decimals.sane(of.cachedInput())),
          Refusal.OUT_OF_BOUNDS,
          field);
    }
  }

  /** JSON of any form, which may be null. The parser bounds how deep it is. */
  public void json(String field, JsonNode node) {
    if (node == null) {
      return;
    }
    if (node.isTextual()) {
      optional(field, node.textValue());
    } else if (node.isNumber()) {
      bounded(field, !node.isBigDecimal() || Decimals.sane(node.decimalValue()));
    }
    node.forEach(child -> json(field, child));
  }

  public void bounded(String field, boolean within) {
    require(within, Refusal.OUT_OF_BOUNDS, field);
  }

  private static void require(boolean sound, Refusal reason, String about) {
    if (!sound) {
      throw new RefusedException(reason, about);
    }
  }
}
