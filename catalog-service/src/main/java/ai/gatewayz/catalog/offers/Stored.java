package ai.gatewayz.catalog.offers;

import java.math.BigDecimal;

/**
 * What a sync needs to know of a stored offer.
 *
 * @param priceInput USD per million tokens; null where not a price per token
 * @param hidden the rule that keeps it from being published; null for what is published
 * @param pinnedBy the rule that pins it; null for what is as its provider lists it
 * @param names of operators that it carries, as JSON; null for none
 */
public record Stored(
    String id,
    String model,
    String fingerprint,
    String priceKind,
    BigDecimal priceInput,
    BigDecimal priceOutput,
    Integer contextTokens,
    boolean chat,
    String hidden,
    String pinnedBy,
    String names) {}
