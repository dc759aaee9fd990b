package ai.gatewayz.providers.openrouter;

import ai.gatewayz.catalog.contract.PriceTerms;
import ai.gatewayz.catalog.contract.PriceTerms.Conditional;
import ai.gatewayz.catalog.contract.PriceTerms.When;
import ai.gatewayz.providers.normalise.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What OpenRouter asks beside the price per token. Its {@code discount} is in the amounts already:
 * in recorded lists they are round only where it is added again. An entry of {@code overrides} with
 * a field that is not known here is left out: it may be a condition.
 */
final class OpenRouterTerms {

  private static final Map<String, Integer> WEEKDAYS =
      Stream.of(DayOfWeek.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  day -> day.name().toLowerCase(Locale.ROOT), DayOfWeek::getValue));

  private static final Set<String> CONDITIONS =
      Set.of("min_prompt_tokens", "utc_start", "utc_end", "utc_days");

  private static final Set<String> AMOUNTS =
      Set.of(
          "prompt",
          "completion",
          "input_cache_read",
          "input_cache_write",
          "input_cache_write_1h",
          "audio",
          "input_audio_cache");

  private static final int LAST_HOUR = 24;

  private OpenRouterTerms() {}

  static PriceTerms of(JsonNode pricing) {
    BigDecimal discount = positive(Usd.amount(pricing, "discount"));
    return new PriceTerms(
        stated(pricing, "input_cache_write"),
        stated(pricing, "input_cache_write_1h"),
        positive(Usd.amount(pricing, "request")),
        positive(Usd.amount(pricing, "image")),
        discount == null || discount.compareTo(BigDecimal.ONE) > 0 ? null : discount,
        overrides(pricing.path("overrides")));
  }

  private static List<Conditional> overrides(JsonNode entries) {
    List<Conditional> overrides = new ArrayList<>();
    for (JsonNode entry : entries) {
      if (overrides.size() < PriceTerms.MOST_OVERRIDES) {
        override(entry).ifPresent(overrides::add);
      }
    }
    return overrides;
  }

  private static Optional<Conditional> override(JsonNode entry) {
    boolean understood =
        entry.isObject()
            && entry
                .propertyStream()
                .map(Map.Entry::getKey)
                .allMatch(name -> CONDITIONS.contains(name) || AMOUNTS.contains(name));
    Optional<When> when = understood ? when(entry) : Optional.empty();
    return when.map(
            found ->
                new Conditional(
                    found,
                    stated(entry, "prompt"),
                    stated(entry, "completion"),
                    stated(entry, "input_cache_read"),
                    stated(entry, "input_cache_write"),
                    stated(entry, "input_cache_write_1h")))
        .filter(OpenRouterTerms::saysSomething);
  }

  private static boolean saysSomething(Conditional override) {
    return Stream.<Function<Conditional, BigDecimal>>of(
            Conditional::input,
            Conditional::output,
            Conditional::cachedInput,
            Conditional::cacheWrite,
            Conditional::cacheWriteHour)
        .anyMatch(amount -> amount.apply(override) != null);
  }

  /** Empty where a condition is not understood. */
  private static Optional<When> when(JsonNode entry) {
    Set<Integer> days = new TreeSet<>();
    for (JsonNode day : entry.path("utc_days")) {
      Integer number = WEEKDAYS.get(day.asText("").toLowerCase(Locale.ROOT));
      if (number == null) {
        return Optional.empty();
      }
      days.add(number);
    }
    JsonNode above = entry.path("min_prompt_tokens");
    boolean hours = has(entry, "utc_start") || has(entry, "utc_end");
    Integer from = minute(entry.path("utc_start"));
    Integer to = minute(entry.path("utc_end"));
    if (has(entry, "min_prompt_tokens") && !(above.canConvertToInt() && above.intValue() >= 0)
        || hours && (from == null || to == null)
        || has(entry, "utc_days") && days.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new When(
            has(entry, "min_prompt_tokens") ? above.intValue() : null,
            hours ? from : null,
            hours ? to : null,
            days));
  }

  private static boolean has(JsonNode entry, String field) {
    return entry.hasNonNull(field);
  }

  /** A clock's reading as one number, 1030 for 10:30; null where it is none. */
  private static Integer minute(JsonNode clock) {
    if (!clock.isNumber() || !clock.canConvertToInt()) {
      return null;
    }
    int hour = clock.intValue() / 100;
    int minute = clock.intValue() % 100;
    boolean sound = hour >= 0 && minute >= 0 && minute < 60 && hour * 60 + minute <= LAST_HOUR * 60;
    return sound ? hour * 60 + minute : null;
  }

  /** USD per million tokens; null where it is not stated. */
  private static BigDecimal stated(JsonNode pricing, String field) {
    BigDecimal amount = Usd.PER_TOKEN.perMillion(pricing, field);
    return amount == null || amount.signum() < 0 ? null : amount;
  }

  private static BigDecimal positive(BigDecimal amount) {
    return amount == null || amount.signum() <= 0 ? null : amount;
  }
}
