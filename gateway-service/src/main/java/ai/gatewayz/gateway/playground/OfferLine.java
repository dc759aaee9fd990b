package ai.gatewayz.gateway.playground;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.models.Listed;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import java.time.Instant;

/**
 * An offer in a line.
 *
 * @param reason why it is not simply available; null where nobody tells
 * @param lastVerified null for never
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
    Instant lastVerified) {

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
        verdict == null ? null : verdict.lastVerified());
  }
}
