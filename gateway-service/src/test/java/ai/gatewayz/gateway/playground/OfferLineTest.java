package ai.gatewayz.gateway.playground;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.reasoning;
import static ai.gatewayz.gateway.snapshot.Facts.tested;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.models.Listed;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferLineTest {

  private static Set<String> tests(Offer offer, Map<Capability, State> states) {
    OfferView view = new OfferView(offer, tested(offer, states, 1));
    return Set.copyOf(OfferLine.of(view, Listed.AVAILABLE).tests());
  }

  @Test
  void tellsOfEachCapabilityWhetherItIsDeclaredVerifiedOrRefuted() {
    assertEquals(
        Set.of("tools refuted", "reasoning declared", "vision verified"),
        tests(
            reasoning(chat("together", "a/model")),
            Map.of(Capability.TOOLS, State.REFUTED, Capability.VISION, State.VERIFIED)));
  }

  @Test
  void tellsHowManyNumbersAnEmbeddingHas() {
    assertEquals(
        Set.of("embeddings verified (1,024 numbers)"),
        tests(embeddings("together", "a/embeds"), Map.of(Capability.EMBEDDINGS, State.VERIFIED)));
  }
}
