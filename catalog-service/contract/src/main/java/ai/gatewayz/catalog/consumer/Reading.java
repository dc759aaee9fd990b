package ai.gatewayz.catalog.consumer;

import ai.gatewayz.catalog.contract.OfferKey;

/**
 * What a record says.
 *
 * @param <T> its event
 */
public sealed interface Reading<T> {

  /** An event that is sound. */
  record Taken<T>(T event) implements Reading<T> {}

  /**
   * A tombstone of a compacted topic: what the key names is no more.
   *
   * @param name the record's key
   */
  record Gone<T>(String name) implements Reading<T> {

    /** Which offer, in a topic that is keyed by offers. */
    public OfferKey key() {
      return OfferKey.parse(name);
    }
  }

  /**
   * It is to be skipped.
   *
   * @param about which part of it, in words of this program; never the content itself
   */
  record Refused<T>(Refusal reason, String about) implements Reading<T> {}
}
