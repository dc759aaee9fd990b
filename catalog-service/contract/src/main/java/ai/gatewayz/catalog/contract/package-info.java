/**
 * What the catalog publishes as events on Kafka: offers as they are now, what changed, and how
 * syncs went.
 *
 * <p>Evolution is additive: a reader ignores fields it does not know and treats an absent field as
 * unknown, so a consumer of version N reads events of N−1 and N+1. Prices are USD per million
 * tokens as exact decimals, limits are tokens, instants are UTC.
 */
package ai.gatewayz.catalog.contract;
