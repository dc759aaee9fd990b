package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What a model must have to be listed, apart from being callable.
 *
 * @param terms all of them stand in the id or the name
 * @param capabilities all of them
 * @param verified capabilities that answers have shown, all of them
 * @param input modalities that it takes, all of them
 * @param output modalities that it makes, all of them
 * @param free true for what costs nothing, false for what does not say so; null for both
 * @param maxPrice in USD per million tokens, for input and for output; null for any. Leaves out
 *     what has no known price
 * @param minContext in tokens; null for any. Leaves out what has no known context
 */
record Wish(
    List<Term> terms,
    Set<Capability> capabilities,
    Set<Capability> verified,
    Set<Modality> input,
    Set<Modality> output,
    Boolean free,
    BigDecimal maxPrice,
    Integer minContext) {

  static final Wish NONE =
      new Wish(List.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);

  boolean isNone() {
    return equals(NONE);
  }

  boolean isMetBy(ModelRow row) {
    for (Term term : terms) {
      if (!row.mentions(term)) {
        return false;
      }
    }
    if (!row.can(capabilities) || !row.isVerifiedFor(verified)) {
      return false;
    }
    if (input.isEmpty()
        && output.isEmpty()
        && free == null
        && maxPrice == null
        && minContext == null) {
      return true;
    }
    ModelSummary model = row.summary();
    return model.input().containsAll(input)
        && model.output().containsAll(output)
        && (free == null || free == isFree(model.price()))
        && (maxPrice == null || isWithin(model.price()))
        && (minContext == null
            || model.contextTokens() != null && model.contextTokens() >= minContext);
  }

  private static boolean isFree(Price price) {
    return switch (price) {
      case Price.Free() -> true;
      case Price.PerToken usd -> usd.input().signum() == 0 && usd.output().signum() == 0;
      case Price.Variable(), Price.Unknown() -> false;
    };
  }

  private boolean isWithin(Price price) {
    return switch (price) {
      case Price.Free() -> true;
      case Price.PerToken usd ->
          usd.input().compareTo(maxPrice) <= 0 && usd.output().compareTo(maxPrice) <= 0;
      case Price.Variable(), Price.Unknown() -> false;
    };
  }
}
