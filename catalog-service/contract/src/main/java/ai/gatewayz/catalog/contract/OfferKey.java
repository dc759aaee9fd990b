package ai.gatewayz.catalog.contract;

import java.util.Objects;

/**
 * Names one offer everywhere: the provider and the provider's own model id, byte-exact (case
 * matters). Written {@code provider:id}, which is also the Kafka key; the first colon separates,
 * ids may hold more of them.
 */
public record OfferKey(String provider, String id) implements Comparable<OfferKey> {

  public OfferKey {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(id, "id");
    if (provider.isEmpty() || provider.indexOf(':') >= 0) {
      throw new IllegalArgumentException("not a provider id: '" + provider + "'");
    }
    if (id.isEmpty()) {
      throw new IllegalArgumentException("an offer of " + provider + " has no id");
    }
  }

  /** Reads {@code provider:id}. */
  public static OfferKey parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not provider:id: '" + text + "'");
    }
    return new OfferKey(text.substring(0, colon), text.substring(colon + 1));
  }

  // What a record has of itself is put together by method handles at run time, and slow until it is
  // compiled: a start asks this some hundred thousand times before.

  @Override
  public boolean equals(Object other) {
    return other instanceof OfferKey key && id.equals(key.id) && provider.equals(key.provider);
  }

  @Override
  public int hashCode() {
    return 31 * provider.hashCode() + id.hashCode();
  }

  @Override
  public int compareTo(OfferKey other) {
    int byProvider = provider.compareTo(other.provider);
    return byProvider != 0 ? byProvider : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return provider + ":" + id;
  }
}
