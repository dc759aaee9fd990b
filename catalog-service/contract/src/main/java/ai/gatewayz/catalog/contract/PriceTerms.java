package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a price per token is besides its three amounts. Few offers have any.
 *
 * @param cacheWrite USD per million prompt tokens written to a cache; null where not stated
 * @param cacheWriteHour the same for a cache that is kept for an hour; null where not stated
 * @param request USD for each request; null for none
 * @param image USD for each picture that goes in; null for none
 * @param discount the part, 0 to 1, that the provider has taken off already: the amounts are what
 *     is paid. For people, and not to be taken off again; null for none
 * @param overrides amounts that replace those of the price under conditions; where several hold,
 *     the later ones count, amount by amount
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PriceTerms(
    BigDecimal cacheWrite,
    BigDecimal cacheWriteHour,
    BigDecimal request,
    BigDecimal image,
    BigDecimal discount,
    List<Conditional> overrides) {

  /** More than any price has, so that an offer fits into an event. */
  public static final int MOST_OVERRIDES = 32;

  private static final int MINUTES_OF_A_DAY = 24 * 60;
  private static final int DAYS_OF_A_WEEK = 7;

  public PriceTerms {
    cacheWrite = optional(cacheWrite);
    cacheWriteHour = optional(cacheWriteHour);
    request = optional(request);
    image = optional(image);
    discount = optional(discount);
    overrides = overrides == null ? List.of() : List.copyOf(overrides);
    if (overrides.size() > MOST_OVERRIDES) {
      throw new IllegalArgumentException("no price has so many overrides: " + overrides.size());
    }
  }

  /**
   * Amounts that hold under a condition, in USD per million tokens.
   *
   * @param when absent for always
   * @param input null leaves it as it is, as any of the other amounts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Conditional(
      When when,
      BigDecimal input,
      BigDecimal output,
      BigDecimal cachedInput,
      BigDecimal cacheWrite,
      BigDecimal cacheWriteHour) {

    public Conditional {
      when = when == null ? When.ALWAYS : when;
      input = optional(input);
      output = optional(output);
      cachedInput = optional(cachedInput);
      cacheWrite = optional(cacheWrite);
      cacheWriteHour = optional(cacheWriteHour);
    }
  }

  /**
   * When an override holds: all that is said must fit.
   *
   * @param promptTokensAbove for prompts of more tokens than this; null for any
   * @param fromMinute of the day in UTC, from which on it holds; null for all day
   * @param toMinute of the day in UTC, before which it holds; one that is earlier than {@code
   *     fromMinute} is of the next day; null for all day
   * @param weekdays in UTC, Monday is 1 and Sunday 7; empty for all
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record When(
      Integer promptTokensAbove, Integer fromMinute, Integer toMinute, Set<Integer> weekdays) {

    static final When ALWAYS = new When(null, null, null, Set.of());

    public When {
      weekdays = weekdays == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(weekdays));
      if ((fromMinute == null) != (toMinute == null)) {
        throw new IllegalArgumentException("half of a time of day");
      }
      if (fromMinute != null && (!isMinute(fromMinute) || !isMinute(toMinute))) {
        throw new IllegalArgumentException("no time of day: " + fromMinute + " to " + toMinute);
      }
      if (weekdays.stream().anyMatch(day -> day < 1 || day > DAYS_OF_A_WEEK)) {
        throw new IllegalArgumentException("no days of a week: " + weekdays);
      }
    }

    private static boolean isMinute(int minute) {
      return minute >= 0 && minute <= MINUTES_OF_A_DAY;
    }

    boolean holds(long promptTokens, ZonedDateTime utc) {
      return (promptTokensAbove == null || promptTokens > promptTokensAbove)
          && (weekdays.isEmpty() || weekdays.contains(utc.getDayOfWeek().getValue()))
          && (fromMinute == null || isBetween(utc.getHour() * 60 + utc.getMinute()));
    }

    private boolean isBetween(int minute) {
      return fromMinute <= toMinute
          ? minute >= fromMinute && minute < toMinute
          : minute >= fromMinute || minute < toMinute;
    }
  }

  boolean isEmpty() {
    return cacheWrite == null
        && cacheWriteHour == null
        && request == null
        && image == null
        && discount == null
        && overrides.isEmpty();
  }

  /** The price as it is for a request; without conditions any more. */
  Price.PerToken on(Price.PerToken price, long promptTokens, Instant when) {
    ZonedDateTime utc = when.atZone(ZoneOffset.UTC);
    BigDecimal input = price.input();
    BigDecimal output = price.output();
    BigDecimal cached = price.cachedInput();
    BigDecimal write = cacheWrite;
    BigDecimal writeHour = cacheWriteHour;
    for (Conditional override : overrides) {
      if (override.when.holds(promptTokens, utc)) {
        input = or(override.input, input);
        output = or(override.output, output);
        cached = or(override.cachedInput, cached);
        write = or(override.cacheWrite, write);
        writeHour = or(override.cacheWriteHour, writeHour);
      }
    }
    return new Price.PerToken(
        input,
        output,
        cached,
        new PriceTerms(write, writeHour, request, image, discount, List.of()));
  }

  private static BigDecimal or(BigDecimal said, BigDecimal otherwise) {
    return said == null ? otherwise : said;
  }

  static BigDecimal optional(BigDecimal usd) {
    return usd == null ? null : amount(usd);
  }

  /** 1.50 and 1.5 are one price: equality must not see the difference. */
  static BigDecimal amount(BigDecimal usd) {
    if (!Decimals.sane(usd)) {
      throw new IllegalArgumentException("no price has so many digits");
    }
    if (usd.signum() < 0) {
      throw new IllegalArgumentException("a price cannot be negative: " + usd);
    }
    BigDecimal stripped = usd.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
