package ai.gatewayz.gateway.attempt;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The form in which each offer accepts requests: what is known of its provider, and what was learned. */
final class Manners {

  /** Forgetting costs one more question. */
  private static final int MOST_LEARNED = 10_000;

  /** Servers are updated: what one refused this morning it may take now. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Predicate<String> gatewayProvider;
  private final InstantSource clock;

  /** Until when. */
  private final Map<OfferKey, Instant> withoutStreamOptions = new ConcurrentHashMap<>();

  /**
   * @param gatewayProvider whether that is the id of one of the gateway's providers
   */
  Manners(Predicate<String> gatewayProvider, InstantSource clock) {
    this.gatewayProvider = gatewayProvider;
    this.clock = clock;
  }

  Target of(Candidate candidate, CompletionRequest request) {
    BodyRules rules = candidate.provider().dialect().body();
    boolean mustStream =
        request.operation() != Operation.EMBEDDINGS
            && !request.stream()
            && request.maxTokens() > rules.longestWhole();
    boolean plain = plain(candidate.offer().key());
    return new Target(
        candidate.upstreamModel(),
        rules,
        gatewayProvider,
        plain,
        mustStream,
        !plain && asksForUsage(rules, request));
  }

  private boolean plain(OfferKey offer) {
    // Nearly always nothing was learned: then there is no need to look at the clock.
    Instant until = withoutStreamOptions.isEmpty() ? null : withoutStreamOptions.get(offer);
    return until != null && clock.instant().isBefore(until);
  }

  /** Whether a provider has to be asked for the tokens of a stream, and the caller did not. */
  private static boolean asksForUsage(BodyRules rules, CompletionRequest request) {
    return request.stream()
        && !request.includeUsage()
        && request.operation() != Operation.EMBEDDINGS
        && !rules.tellsUsageUnasked();
  }

  /** The same without {@code stream_options}. */
  static Target plainly(Target target) {
    return new Target(
        target.model(), target.rules(), target.gatewayProvider(), true, target.streamed(), false);
  }

  /**
   * It answers where they are left out. That is learned for all callers, so only from what every
   * caller may send: where one asks for something odd, it may be that which is refused. Of an
   * answer that is not streamed they are refused for that.
   */
  void learnToLeaveStreamOptionsOut(OfferKey offer, CompletionRequest request) {
    if (!request.stream() || !request.streamOptions().usual()) {
      return;
    }
    if (withoutStreamOptions.size() >= MOST_LEARNED) {
      withoutStreamOptions.clear();
    }
    withoutStreamOptions.put(offer, clock.instant().plus(REMEMBERED));
  }

  /** Whether an offer says that it refuses a request for what these options are. */
  static boolean overStreamOptions(Evidence evidence) {
    return evidence.finding() == Finding.REQUEST_REFUSED
        && (evidence.param().startsWith("stream_options")
            || evidence.detail().contains("stream_options"));
  }
}
