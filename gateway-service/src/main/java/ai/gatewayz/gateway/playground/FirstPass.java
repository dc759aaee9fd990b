package ai.gatewayz.gateway.playground;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability.State;
import java.util.stream.Stream;

/**
 * How far health's first look at every offer is, by the verdicts that this gateway has: until it is
 * over, that a model is not verified may mean no more than that nobody has asked it yet.
 */
final class FirstPass {

  private static final long WHOLE = 100;

  private FirstPass() {}

  /**
   * Percent of the offers that can be probed on which there ever was evidence, rounded down so that
   * all means all; all where there are none.
   */
  static long percent(Stream<OfferView> offers) {
    long[] checkedAndAll = new long[2];
    offers
        .filter(view -> view.state() != State.UNPROBEABLE)
        .forEach(
            view -> {
              boolean checked =
                  view.availability() != null && view.availability().lastChecked() != null;
              checkedAndAll[0] += checked ? 1 : 0;
              checkedAndAll[1]++;
            });
    return checkedAndAll[1] == 0 ? WHOLE : checkedAndAll[0] * WHOLE / checkedAndAll[1];
  }
}
