package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.PriceTerms;
import ai.gatewayz.catalog.contract.PriceTerms.Conditional;
import ai.gatewayz.catalog.contract.PriceTerms.When;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Locale;

/** What a price is besides its amounts, in the fields and the units of OpenRouter's clients. */
final class OpenRouterPricing {

  private static final int MILLION = 6;
  private static final int MINUTES = 60;
  private static final int HUNDRED = 100;

  private OpenRouterPricing() {}

  static void terms(JsonGenerator json, PriceTerms terms) throws IOException {
    perToken(json, "input_cache_write", terms.cacheWrite());
    perToken(json, "input_cache_write_1h", terms.cacheWriteHour());
    amount(json, "request", terms.request());
    amount(json, "image", terms.image());
    if (terms.discount() != null) {
      json.writeNumberField("discount", terms.discount());
    }
    if (!terms.overrides().isEmpty()) {
      json.writeArrayFieldStart("overrides");
      for (Conditional override : terms.overrides()) {
        override(json, override);
      }
      json.writeEndArray();
    }
  }

  private static void override(JsonGenerator json, Conditional override) throws IOException {
    json.writeStartObject();
    condition(json, override.when());
    perToken(json, "prompt", override.input());
    perToken(json, "completion", override.output());
    perToken(json, "input_cache_read", override.cachedInput());
    perToken(json, "input_cache_write", override.cacheWrite());
    perToken(json, "input_cache_write_1h", override.cacheWriteHour());
    json.writeEndObject();
  }

  private static void condition(JsonGenerator json, When when) throws IOException {
    if (when.promptTokensAbove() != null) {
      json.writeNumberField("min_prompt_tokens", when.promptTokensAbove());
    }
    if (when.fromMinute() != null) {
      json.writeNumberField("utc_start", clock(when.fromMinute()));
      json.writeNumberField("utc_end", clock(when.toMinute()));
    }
    if (!when.weekdays().isEmpty()) {
      json.writeArrayFieldStart("utc_days");
      for (int day : when.weekdays()) {
        json.writeString(DayOfWeek.of(day).name().toLowerCase(Locale.ROOT));
      }
      json.writeEndArray();
    }
  }

  /** 10:30 is 1030. */
  private static int clock(int minute) {
    return minute / MINUTES * HUNDRED + minute % MINUTES;
  }

  /** Nothing where it is null. */
  static void perToken(JsonGenerator json, String field, BigDecimal perMillion) throws IOException {
    if (perMillion != null) {
      json.writeStringField(field, perToken(perMillion));
    }
  }

  /** USD of one token, as text: amounts this small lose digits as numbers. */
  static String perToken(BigDecimal perMillion) {
    return perMillion.signum() == 0
        ? "0"
        : perMillion.movePointLeft(MILLION).stripTrailingZeros().toPlainString();
  }

  private static void amount(JsonGenerator json, String field, BigDecimal usd) throws IOException {
    if (usd != null) {
      json.writeStringField(field, usd.toPlainString());
    }
  }
}
