package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;

/**
 * What an offer costs, in USD. "Absent", "zero" and "it depends" are three different things: a
 * missing price is {@link Unknown}, never free; {@link Free} only where the provider says so;
 * {@link Variable} where the provider decides per request.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Price.Unknown.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Price.PerToken.class, name = "per_token"),
  @JsonSubTypes.Type(value = Price.Free.class, name = "free"),
  @JsonSubTypes.Type(value = Price.Variable.class, name = "variable"),
  @JsonSubTypes.Type(value = Price.Unknown.class, name = "unknown")
})
public sealed interface Price {

  Price UNKNOWN = new Unknown();
  Price FREE = new Free();
  Price VARIABLE = new Variable();

  /**
   * USD per million tokens, exact.
   *
   * @param input prompt tokens
   * @param output completion tokens
   * @param cachedInput prompt tokens read from a cache; null where not stated
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PerToken(BigDecimal input, BigDecimal output, BigDecimal cachedInput) implements Price {
    public PerToken {
      input = canonical(input);
      output = canonical(output);
      cachedInput = cachedInput == null ? null : canonical(cachedInput);
    }

    /** 1.50 and 1.5 are one price: equality must not see the difference. */
    private static BigDecimal canonical(BigDecimal usd) {
      if (!Decimals.sane(usd)) {
        throw new IllegalArgumentException("the price has too many digits");
      }
      if (usd.signum() < 0) {
        throw new IllegalArgumentException("a price cannot be negative: " + usd);
      }
      BigDecimal stripped = usd.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }

  record Free() implements Price {}

  record Variable() implements Price {}

  record Unknown() implements Price {}
}
