package ai.gatewayz.providers.openrouter;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.providers.normalise.Kind;
import ai.gatewayz.providers.normalise.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;

/**
 * OpenRouter's prices: text, USD per token, {@code "0"} is free, a negative one means that it
 * depends on where the request ends up. For what is not text or embeddings the same fields hold
 * other units (seconds, characters, images), which is not a price per token.
 */
final class OpenRouterPrice {

  private static final Set<String> OPTIONAL_EXTRAS =
      Set.of("prompt", "completion", "web_search", "discount");

  private OpenRouterPrice() {}

  static Price of(JsonNode pricing, Kind kind) {
    BigDecimal prompt = Usd.PER_TOKEN.perMillion(pricing, "prompt");
    BigDecimal completion = Usd.PER_TOKEN.perMillion(pricing, "completion");
    if (prompt == null || completion == null) {
      return Price.UNKNOWN;
    }
    if (prompt.signum() < 0 || completion.signum() < 0) {
      return Price.VARIABLE;
    }
    if (!kind.countsTokens()) {
      return Price.UNKNOWN;
    }
    if (prompt.signum() == 0 && completion.signum() == 0) {
      return chargesOtherwise(pricing) ? Price.UNKNOWN : Price.FREE;
    }
    BigDecimal cached = Usd.PER_TOKEN.perMillion(pricing, "input_cache_read");
    return new Price.PerToken(
        prompt,
        completion,
        cached == null || cached.signum() < 0 ? null : cached,
        OpenRouterTerms.of(pricing));
  }

  /**
   * Something else than tokens of text costs, per request, per image, per second; or they do under
   * some conditions.
   */
  private static boolean chargesOtherwise(JsonNode pricing) {
    return !pricing.path("overrides").isEmpty()
        || pricing
            .propertyStream()
            .filter(field -> !OPTIONAL_EXTRAS.contains(field.getKey()))
            .map(field -> Usd.PER_TOKEN.perMillion(pricing, field.getKey()))
            .anyMatch(amount -> amount != null && amount.signum() != 0);
  }
}
