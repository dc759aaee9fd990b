package ai.gatewayz.gateway.attempt;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Protocol;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The form in which each offer accepts requests: what is known of its provider, and what was
 * learned.
 */
final class Manners {

  private final Predicate<String> gatewayProvider;
  private final Learned withoutStreamOptions;

  /** Those that do not serve a protocol which their provider is said to serve. */
  private final Map<Protocol, Learned> onlyTranslated = new EnumMap<>(Protocol.class);

  /**
   * @param gatewayProvider whether that is the id of one of the gateway's providers
   */
  Manners(Predicate<String> gatewayProvider, InstantSource clock) {
    this.gatewayProvider = gatewayProvider;
    this.withoutStreamOptions = new Learned(clock);
    for (Protocol protocol : Protocol.values()) {
      onlyTranslated.put(protocol, new Learned(clock));
    }
  }

  Target of(Candidate candidate, CompletionRequest request) {
    BodyRules rules = candidate.provider().dialect().body();
    boolean mustStream =
        request.operation().writes()
            && !request.stream()
            && request.maxTokens() > rules.longestWhole();
    boolean plain = withoutStreamOptions.holds(candidate.offer().key());
    boolean asWritten = asWritten(candidate, request, mustStream);
    return new Target(
        candidate.upstreamModel(),
        rules,
        gatewayProvider,
        plain,
        mustStream && !asWritten,
        !asWritten && !plain && asksForUsage(rules, request),
        asWritten,
        candidate.offer().offer().can(Capability.REASONING));
  }

  /** Whether an offer is asked in the caller's own protocol. */
  private boolean asWritten(Candidate candidate, CompletionRequest request, boolean mustStream) {
    Spoken spoken = request.spoken();
    if (spoken == null || !candidate.speaks(spoken.caller().protocol())) {
      return false;
    }
    return !spoken.only().isEmpty()
        || !mustStream
            && !spoken.unsigned()
            && !onlyTranslated.get(spoken.caller().protocol()).holds(candidate.offer().key());
  }

  /** Whether a provider has to be asked for the tokens of a stream, and the caller did not. */
  private static boolean asksForUsage(BodyRules rules, CompletionRequest request) {
    return request.stream()
        && !request.includeUsage()
        && request.operation().writes()
        && !rules.tellsUsageUnasked();
  }

  /** The same without {@code stream_options}. */
  static Target plainly(Target target) {
    return target.plainly();
  }

  /** The same as a chat completion. */
  static Target translated(Target target, CompletionRequest request) {
    return target.translated(!target.plain() && asksForUsage(target.rules(), request));
  }

  /**
   * It answers where they are left out. That is learned for all callers, so only from what every
   * caller may send: where one asks for something odd, it may be that which is refused. Of an
   * answer that is not streamed they are refused for that.
   */
  void learnToLeaveStreamOptionsOut(OfferKey offer, CompletionRequest request) {
    if (request.stream() && request.streamOptions().usual()) {
      withoutStreamOptions.learn(offer);
    }
  }

  /**
   * It answers a chat completion where it did not answer in the caller's protocol. Learned for all
   * callers, so only from an answer that there is no such address, to what a chat completion says
   * as well.
   */
  void learnToTranslate(OfferKey offer, CompletionRequest request, Evidence evidence) {
    if (noSuchAddress(evidence) && request.spoken().in(request).dropped().isEmpty()) {
      onlyTranslated.get(request.spoken().caller().protocol()).learn(offer);
    }
  }

  /** Whether a failure may be that of the protocol, and a chat completion be answered. */
  static boolean mayNotSpeak(CompletionRequest request, Evidence evidence) {
    return request.spoken().only().isEmpty()
        && (noSuchAddress(evidence)
            || evidence.finding() == Finding.GARBLED
            || evidence.finding() == Finding.WRONG_OPERATION);
  }

  private static boolean noSuchAddress(Evidence evidence) {
    return switch (evidence.httpStatus()) {
      case 404, 405, 501 -> true;
      default -> false;
    };
  }

  /** Whether an offer says that it refuses a request for what these options are. */
  static boolean overStreamOptions(Evidence evidence) {
    return evidence.finding() == Finding.REQUEST_REFUSED
        && (evidence.param().startsWith("stream_options")
            || evidence.detail().contains("stream_options"));
  }
}
