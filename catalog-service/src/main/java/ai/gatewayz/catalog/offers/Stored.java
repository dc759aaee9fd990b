package ai.gatewayz.catalog.offers;

import java.math.BigDecimal;

/**
 * What a sync needs to know of a stored offer.
 *
 * @param priceInput USD per million tokens; null where not a price per token
 * @param hidden why it is not published; null for what is
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
    String hidden) {}
