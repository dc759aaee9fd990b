package ai.gatewayz.catalog.prices;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.simulator.SimulatedCatalog;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What an offer costs by its source, written down a second time and in another way than the service
 * does: as text, {@code "input/output"} in USD per million tokens, {@code "input/output, cached"}
 * where input read from a cache has a price of its own, or {@code free}, {@code variable}, {@code
 * unknown}.
 */
final class SourcePrice {

  private static final Set<String> TOKEN_TYPES =
      Set.of("chat", "language", "code", "embedding", "rerank");

  private SourcePrice() {}

  static String of(SimulatedCatalog source, String provider, String id) {
    return switch (provider) {
      case "openrouter" -> openRouter(source.entry(ListName.OPENROUTER, id).orElseThrow());
      case "featherless" -> featherless(source.entry(ListName.FEATHERLESS, id).orElseThrow());
      case "together" -> together(source.entry(ListName.TOGETHER, id).orElseThrow());
      case "huggingface" ->
          source.entry(ListName.HUGGINGFACE_ROUTER, id).map(SourcePrice::router).orElse("unknown");
      // Their lists hold no prices.
      case "portkey", "fireworks" -> "unknown";
      default -> throw new IllegalArgumentException(provider);
    };
  }

  /** The same text for what the service says. */
  static String of(Price price) {
    return switch (price) {
      case Price.PerToken usd -> text(usd.input(), usd.output()) + cached(usd.cachedInput());
      case Price.Free() -> "free";
      case Price.Variable() -> "variable";
      case Price.Unknown() -> "unknown";
    };
  }

  /** Text in USD per token: the point moves six places. Only text and vectors go by the token. */
  private static String openRouter(JsonNode entry) {
    JsonNode pricing = entry.path("pricing");
    if (!pricing.hasNonNull("prompt") || !pricing.hasNonNull("completion")) {
      return "unknown";
    }
    BigDecimal prompt = new BigDecimal(pricing.path("prompt").asText()).movePointRight(6);
    BigDecimal completion = new BigDecimal(pricing.path("completion").asText()).movePointRight(6);
    if (prompt.signum() == -1 || completion.signum() == -1) {
      return "variable";
    }
    String output = entry.at("/architecture/output_modalities").toString();
    boolean byTheToken =
        output.contains("\"text\"") || output.contains("\"embeddings\"") || output.isEmpty();
    boolean zero = prompt.signum() == 0 && completion.signum() == 0;
    if (!byTheToken) {
      return "unknown";
    }
    if (zero) {
      return pricesElsewhere(pricing) ? "unknown" : "free";
    }
    String cached = pricing.path("input_cache_read").asText("");
    return text(prompt, completion)
        + cached(cached.isEmpty() ? null : new BigDecimal(cached).movePointRight(6));
  }

  private static boolean pricesElsewhere(JsonNode pricing) {
    Set<String> others = new TreeSet<>();
    pricing.fieldNames().forEachRemaining(others::add);
    others.removeAll(List.of("prompt", "completion", "web_search"));
    return others.stream()
        .map(name -> pricing.path(name).asText(""))
        .anyMatch(amount -> amount.matches(".*[1-9].*"));
  }

  /** Numbers in USD per million, or the same as text per token. */
  private static String featherless(JsonNode entry) {
    JsonNode pricing = entry.path("pricing");
    if (pricing.path("input").isNumber() && pricing.path("output").isNumber()) {
      return sold(pricing.path("input").decimalValue(), pricing.path("output").decimalValue());
    }
    return pricing.path("prompt").isTextual() && pricing.path("completion").isTextual()
        ? sold(
            new BigDecimal(pricing.path("prompt").asText()).movePointRight(6),
            new BigDecimal(pricing.path("completion").asText()).movePointRight(6))
        : "unknown";
  }

  /** Numbers in USD per million; two zeros mean that it is not sold by the token. */
  private static String together(JsonNode entry) {
    JsonNode pricing = entry.path("pricing");
    if (!TOKEN_TYPES.contains(entry.path("type").asText())
        || !pricing.path("input").isNumber()
        || !pricing.path("output").isNumber()) {
      return "unknown";
    }
    String sold = sold(pricing.path("input").decimalValue(), pricing.path("output").decimalValue());
    JsonNode cached = pricing.path("cached_input");
    return sold.equals("unknown") || !cached.isNumber()
        ? sold
        : sold + cached(cached.decimalValue());
  }

  /** One price where all hosts that work agree; it depends where they do not. */
  private static String router(JsonNode entry) {
    List<JsonNode> hosts =
        StreamSupport.stream(entry.path("providers").spliterator(), false).toList();
    List<JsonNode> live =
        hosts.stream().filter(host -> host.path("status").asText().equals("live")).toList();
    Set<String> prices = new TreeSet<>();
    for (JsonNode host : live.isEmpty() ? hosts : live) {
      JsonNode pricing = host.path("pricing");
      boolean stated = pricing.path("input").isNumber() && pricing.path("output").isNumber();
      prices.add(
          host.path("is_free").asBoolean()
              ? "free"
              : stated
                  ? sold(
                      pricing.path("input").decimalValue(), pricing.path("output").decimalValue())
                  : "unknown");
    }
    return prices.isEmpty() ? "unknown" : prices.size() > 1 ? "variable" : prices.iterator().next();
  }

  private static String sold(BigDecimal input, BigDecimal output) {
    return input.signum() == 0 && output.signum() == 0 ? "unknown" : text(input, output);
  }

  private static String text(BigDecimal input, BigDecimal output) {
    return input.stripTrailingZeros().toPlainString()
        + "/"
        + output.stripTrailingZeros().toPlainString();
  }

  /**
   * @param usd null where there is no such price
   */
  private static String cached(BigDecimal usd) {
    return usd == null ? "" : ", " + usd.stripTrailingZeros().toPlainString();
  }
}
