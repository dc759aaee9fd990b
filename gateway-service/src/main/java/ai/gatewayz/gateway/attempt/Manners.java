package ai.gatewayz.gateway.attempt;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** How each offer likes to be asked: what is known of its dialect, and what was learned. */
final class Manners {

  /** Fireworks gives longer answers as streams only. */
  private static final long FIREWORKS_LONGEST_PLAIN = 4_096;

  /** Forgetting costs one more question. */
  private static final int MOST_LEARNED = 10_000;

  private final Predicate<String> gatewayProvider;
  private final Set<OfferKey> withoutStreamOptions = ConcurrentHashMap.newKeySet();

  /**
   * @param gatewayProvider whether that is the id of one of the gateway's providers
   */
  Manners(Predicate<String> gatewayProvider) {
    this.gatewayProvider = gatewayProvider;
  }

  Target of(Candidate candidate, CompletionRequest request) {
    Provider provider = candidate.provider();
    boolean mustStream =
        provider.dialect() == Dialect.FIREWORKS
            && request.operation() != Operation.EMBEDDINGS
            && !request.stream()
            && request.maxTokens() > FIREWORKS_LONGEST_PLAIN;
    return new Target(
        candidate.upstreamModel(),
        provider.dialect(),
        gatewayProvider,
        withoutStreamOptions.contains(candidate.offer().key()),
        mustStream);
  }

  /** The same without {@code stream_options}. */
  static Target plainly(Target target) {
    return new Target(
        target.model(), target.dialect(), target.gatewayProvider(), true, target.streamed());
  }

  /** It answers where they are left out. */
  void learnToLeaveStreamOptionsOut(OfferKey offer) {
    if (withoutStreamOptions.size() >= MOST_LEARNED) {
      withoutStreamOptions.clear();
    }
    withoutStreamOptions.add(offer);
  }
}
