package ai.gatewayz.gateway.routing;

import java.util.List;

/** Where a request can go. */
public sealed interface Route {

  /**
   * @param order what to try, in this order; at least one
   * @param leftOut the other offers of the wanted models
   * @param lastResort whether the first is only tried because everything was left out for a passing
   *     reason
   */
  record Candidates(List<Candidate> order, List<LeftOut> leftOut, boolean lastResort)
      implements Route {
    public Candidates {
      order = List.copyOf(order);
      leftOut = List.copyOf(leftOut);
    }
  }

  /** No offer goes by that name. */
  record UnknownModel(String asked) implements Route {}

  /** The model is known, and nothing of it can be used for this request. */
  record NothingUsable(String asked, List<LeftOut> leftOut) implements Route {
    public NothingUsable {
      leftOut = List.copyOf(leftOut);
    }

    /** Whether it may work soon, or with another model: the request itself is good. */
    public boolean passing() {
      return leftOut.stream().anyMatch(out -> out.reason().passing());
    }
  }
}
