package ai.gatewayz.gateway.playground;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.models.Listed;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An offer in a line.
 *
 * @param reason why it is not simply available; null where nobody tells
 * @param lastVerified null for never
 * @param tests what is held of each of its capabilities
 */
public record OfferLine(
    String provider,
    String id,
    String state,
    String stateText,
    String reason,
    String inputPrice,
    String outputPrice,
    String context,
    String ttft,
    Instant lastVerified,
    List<String> tests) {

  static OfferLine of(OfferView view, Listed state) {
    Offer offer = view.offer();
    Availability verdict = view.availability();
    // That it has answered is what "available" says.
    boolean explained = verdict != null && verdict.reason() != null && state != Listed.AVAILABLE;
    boolean timed = verdict != null && verdict.ttftMillis() != null;
    return new OfferLine(
        offer.provider(),
        offer.id(),
        state.text(),
        Wording.state(state),
        explained ? Wording.words(verdict.reason()) : null,
        Wording.inputPrice(offer.price()),
        Wording.outputPrice(offer.price()),
        Wording.count(offer.contextTokens()),
        timed ? Wording.count(verdict.ttftMillis()) + " ms" : Wording.NOTHING,
        verdict == null ? null : verdict.lastVerified(),
        tests(view));
  }

  private static List<String> tests(OfferView view) {
    List<String> tests = new ArrayList<>();
    for (Capability capability : Capability.values()) {
      CapabilityVerdict held =
          CapabilityQuestion.TESTED.contains(capability) ? view.capability(capability) : null;
      if (held != null) {
        tests.add(Wording.capability(capability, held));
      }
    }
    return tests;
  }
}
