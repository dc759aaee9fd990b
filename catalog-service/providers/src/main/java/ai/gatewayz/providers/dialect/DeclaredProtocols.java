package ai.gatewayz.providers.dialect;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.providers.listing.ListedOffer;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What a dialect says of the offers of a provider which no list says: the protocols they serve. */
public final class DeclaredProtocols {

  private DeclaredProtocols() {}

  /** The offers, those that chat with the protocols that the provider is said to serve. */
  public static Collection<ListedOffer> of(Dialect dialect, Collection<ListedOffer> listed) {
    List<Protocol> spoken = Stream.of(Protocol.values()).filter(dialect::speaks).toList();
    return spoken.isEmpty() ? listed : listed.stream().map(offer -> with(spoken, offer)).toList();
  }

  private static ListedOffer with(List<Protocol> spoken, ListedOffer offer) {
    if (!offer.capabilities().containsKey(Capability.CHAT)) {
      return offer;
    }
    ListedOffer.Builder builder = offer.toBuilder();
    spoken.forEach(protocol -> builder.can(protocol.capability(), CapabilitySource.INFERRED));
    return builder.build();
  }
}
