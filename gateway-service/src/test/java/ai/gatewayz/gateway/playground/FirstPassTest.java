package ai.gatewayz.gateway.playground;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstPassTest {

  private static OfferView offer(int number, State state) {
    Offer offer = chat("together", "a/" + number);
    return new OfferView(offer, state == null ? null : verdict(offer, state, 1));
  }

  /** Health has said of it no more than that nothing is known. */
  private static OfferView unseen(int number) {
    Offer offer = chat("together", "a/" + number);
    return new OfferView(
        offer,
        new Availability(
            offer.provider(),
            offer.id(),
            offer.model(),
            State.UNKNOWN,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            1));
  }

  @Test
  void whatWasLookedAtCountsWhateverCameOfIt() {
    assertEquals(
        50,
        FirstPass.percent(
            Stream.of(
                offer(1, State.AVAILABLE),
                offer(2, State.UNAVAILABLE),
                unseen(3),
                offer(4, null))));
  }

  @Test
  void whatCannotBeAskedIsNotWaitedFor() {
    assertEquals(
        100, FirstPass.percent(Stream.of(offer(1, State.AVAILABLE), offer(2, State.UNPROBEABLE))));
    assertEquals(100, FirstPass.percent(Stream.of(offer(1, State.UNPROBEABLE))));
    assertEquals(100, FirstPass.percent(Stream.of()));
  }

  @Test
  void oneThatIsLeftIsNotRoundedAway() {
    List<OfferView> offers = new ArrayList<>(List.of(offer(0, null)));
    for (int i = 1; i < 1_000; i++) {
      offers.add(offer(i, State.AVAILABLE));
    }
    assertEquals(99, FirstPass.percent(offers.stream()));
  }
}
