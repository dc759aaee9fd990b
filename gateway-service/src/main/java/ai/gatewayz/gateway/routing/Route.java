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

  /**
   * No offer goes by that name.
   *
   * @param elsewhere the model, where it is only the named provider or the suffix that does not fit
   *     it; null where nothing is like that
   * @param standsFor the models of the alias that was asked for, of which none is known; empty
   *     where the name is no alias
   */
  record UnknownModel(String asked, Elsewhere elsewhere, List<String> standsFor) implements Route {

    public UnknownModel {
      standsFor = List.copyOf(standsFor);
    }

    /** Of a name that is no alias. */
    public UnknownModel(String asked, Elsewhere elsewhere) {
      this(asked, elsewhere, List.of());
    }
  }

  /**
   * A model that is there, but not as it was asked for: the named provider does not offer it, or
   * nobody who does understands the suffix.
   *
   * @param provider the one that the name says; empty where it says none
   * @param configured whether this gateway has a key for that provider
   * @param suffix what stands behind the model's name, with its colon; empty for nothing
   * @param model canonical id
   * @param offeredBy the providers that offer it
   * @param partner the name by which HuggingFace reaches its own partner of the provider's name;
   *     empty where it does not offer the model
   */
  record Elsewhere(
      String provider,
      boolean configured,
      String suffix,
      String model,
      List<String> offeredBy,
      String partner) {

    public Elsewhere {
      offeredBy = List.copyOf(offeredBy);
    }
  }

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
