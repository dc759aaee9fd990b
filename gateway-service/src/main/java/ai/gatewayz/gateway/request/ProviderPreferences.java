package ai.gatewayz.gateway.request;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * The request's {@code provider} object, in the field's own convention.
 *
 * @param order providers to try first, in this order
 * @param only if not empty, no other provider is used
 * @param ignore providers that are not used
 * @param allowFallbacks false: only the providers in {@code order}, or else only the first
 *     candidate
 * @param sort null: the configured policy
 * @param maxPromptPrice USD per million prompt tokens; null: any
 * @param maxCompletionPrice USD per million completion tokens; null: any
 * @param requireParameters only offers that are known to take the tools, images, schemas or
 *     reasoning of the request
 * @param promise the field that asks for a promise on the data, no training on it or no keeping of
 *     it; empty where none does
 */
public record ProviderPreferences(
    List<String> order,
    Set<String> only,
    Set<String> ignore,
    boolean allowFallbacks,
    Sort sort,
    BigDecimal maxPromptPrice,
    BigDecimal maxCompletionPrice,
    boolean requireParameters,
    String promise) {

  public static final ProviderPreferences NONE =
      new ProviderPreferences(List.of(), Set.of(), Set.of(), true, null, null, null, false, "");

  public enum Sort {
    PRICE,
    LATENCY,
    THROUGHPUT
  }
}
