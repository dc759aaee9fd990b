package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;

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
   * @param terms what else the provider asks, and when it asks something else; null where that is
   *     all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PerToken(BigDecimal input, BigDecimal output, BigDecimal cachedInput, PriceTerms terms)
      implements Price {
    public PerToken {
      input = PriceTerms.amount(input);
      output = PriceTerms.amount(output);
      cachedInput = PriceTerms.optional(cachedInput);
      terms = terms == null || terms.isEmpty() ? null : terms;
    }

    /** Three amounts are all that there is to it. */
    public PerToken(BigDecimal input, BigDecimal output, BigDecimal cachedInput) {
      this(input, output, cachedInput, null);
    }

    /**
     * What it is for one request: with what the provider asks beyond a length of the prompt, or at
     * some hours and days.
     *
     * @param when the request is sent
     */
    public PerToken at(long promptTokens, Instant when) {
      return terms == null || terms.overrides().isEmpty()
          ? this
          : terms.on(this, promptTokens, when);
    }
  }

  record Free() implements Price {}

  record Variable() implements Price {}

  record Unknown() implements Price {}
}
