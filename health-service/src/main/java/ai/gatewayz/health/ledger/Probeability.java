package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.question.Form;
import ai.gatewayz.health.question.PriceCaps;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import java.math.BigDecimal;
import java.util.Optional;

/** Whether an offer can be probed cheaply at all, and what a probe costs. Pure. */
public final class Probeability {

  /** A question is dear from this share of the most that one may cost. */
  private static final BigDecimal DEAR = new BigDecimal("0.1");

  private final Providers providers;
  private final QuestionCost cost;
  private final PriceCaps most;

  /**
   * @param most an offer whose questions cost more is not asked
   */
  public Probeability(Providers providers, QuestionCost cost, PriceCaps most) {
    this.providers = providers;
    this.cost = cost;
    this.most = most;
  }

  /**
   * What is known of asking an offer from its listing alone.
   *
   * @param obstacle what stands in the way, as a reason of an availability; null where nothing does
   * @param usd the most that a question costs
   * @param dear whether that is many times what most cost
   * @param word what the provider itself says of it
   */
  public record Prospect(String obstacle, double usd, boolean dear, Worth.Word word) {}

  Prospect of(Offer offer) {
    Operation asked = operation(offer).orElse(Operation.CHAT);
    BigDecimal usd = cost.most(offer.price(), asked, Form.first(offer));
    BigDecimal cap = most.of(asked);
    return new Prospect(
        obstacle(offer, usd, cap).orElse(null),
        usd.doubleValue(),
        usd.compareTo(cap.multiply(DEAR)) > 0,
        Worth.word(offer));
  }

  private Optional<String> obstacle(Offer offer, BigDecimal usd, BigDecimal cap) {
    Optional<Provider> provider = providers.find(offer.provider());
    if (provider.isEmpty()) {
      return Optional.of("provider_unknown");
    }
    if (!provider.get().configured()) {
      return Optional.of("provider_unconfigured");
    }
    if (Boolean.FALSE.equals(offer.probe())) {
      return Optional.of("opted_out");
    }
    if (Boolean.FALSE.equals(offer.serverless())) {
      return Optional.of("not_serverless");
    }
    if (operation(offer).isEmpty()) {
      return Optional.of("no_cheap_question");
    }
    return usd.compareTo(cap) > 0 ? Optional.of("too_dear") : Optional.empty();
  }

  private Optional<Operation> operation(Offer offer) {
    return providers
        .find(offer.provider())
        .flatMap(
            each ->
                SmallestQuestion.operations(offer, each.dialect().probes()).stream().findFirst());
  }
}
