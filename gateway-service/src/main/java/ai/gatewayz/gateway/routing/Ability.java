package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.Protocol;
import java.util.List;

/** Which requests an offer is for, as far as its list tells. */
final class Ability {

  private static final List<Operation> ALL = List.of(Operation.values());

  private Ability() {}

  /**
   * An offer whose list says nothing of what it can do is given the benefit of the doubt, unless
   * the list tells that it does something else.
   */
  static boolean answers(Offer offer, Operation operation) {
    Capability asked = operation.capability();
    boolean knownOtherwise = ALL.stream().anyMatch(one -> offer.can(one.capability()));
    boolean untold = !knownOtherwise && offer.task().equals("unknown");
    // A chat model answers the older completions as well at every one of the providers.
    return offer.can(asked)
        || untold
        || asked == Capability.COMPLETIONS && offer.can(Capability.CHAT);
  }

  /** Whether it can be asked in another protocol than chat completions. */
  static boolean speaks(Provider provider, OfferView view, Protocol protocol) {
    // A catalog of an older version tells no protocols: then it is as the dialect has it.
    return (provider.dialect().speaks(protocol) || view.can(protocol.capability()))
        && !view.refuted(protocol.capability());
  }

  /** Whether it is for any request that this gateway takes. */
  static boolean served(OfferView view) {
    for (Operation operation : ALL) {
      if (answers(view.offer(), operation) && !view.refuted(operation.capability())) {
        return true;
      }
    }
    return false;
  }
}
