package ai.gatewayz.gateway.explain;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.ProviderPreferences;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The error for a request that a provider refused for the request's own fault: what is wrong, in
 * the provider's own words too, since client libraries show the message and nothing else. Pure.
 */
public final class Refusal {

  private Refusal() {}

  /** What to tell of an attempt that failed; empty where it is not the request that is at fault. */
  public static Optional<Failure> of(
      CompletionRequest request, Candidate candidate, Evidence evidence) {
    if (evidence.finding().subject() == Subject.REQUEST
        || evidence.finding() == Finding.BUDGET_TOO_SMALL) {
      return Optional.of(refused(request.operation(), candidate, evidence));
    }
    String condition = condition(request.preferences(), candidate, evidence);
    return condition.isEmpty()
        ? Optional.empty()
        : Optional.of(excluded(condition, candidate, evidence));
  }

  private static Failure refused(Operation operation, Candidate candidate, Evidence evidence) {
    String words = ProviderWords.shown(evidence);
    Failure failure = failure(operation, candidate, evidence, words);
    String field = ProviderWords.field(evidence);
    // Where the words blame the budget, a field beside it is only where the rest of the sum stands.
    boolean budget = TokenLimits.isBudget(failure.param());
    if (!field.isEmpty() && (!budget || TokenLimits.isBudget(field))) {
      failure = failure.withParam(field);
    }
    String code = ProviderWords.code(evidence);
    if (!code.isEmpty() && !code.equals(failure.code())) {
      // Where ours says more than that something was refused, programs wait for ours.
      failure =
          failure.error() == GatewayError.REQUEST_REFUSED
              ? failure.withCode(code).with("gateway_code", failure.error().code())
              : failure.with("provider_code", code);
    }
    return words.isEmpty() ? failure : failure.with("provider_message", words);
  }

  /**
   * The condition by which a provider that is sent it excludes all of its own hosts; empty for
   * none. Without one, the account's own settings do.
   */
  private static String condition(
      ProviderPreferences preferences, Candidate candidate, Evidence evidence) {
    if (evidence.finding() != Finding.GATED
        || !candidate.provider().dialect().body().takesPreferences()) {
      return "";
    }
    if (!preferences.promise().isEmpty()) {
      return preferences.promise();
    }
    if (!preferences.only().isEmpty()) {
      return "provider.only";
    }
    if (!preferences.ignore().isEmpty()) {
      return "provider.ignore";
    }
    return preferences.order().isEmpty() || preferences.allowFallbacks() ? "" : "provider.order";
  }

  private static Failure excluded(String condition, Candidate candidate, Evidence evidence) {
    String provider = candidate.provider().id();
    String words = ProviderWords.of(evidence);
    Failure failure =
        Failure.field(
            condition,
            "No host of "
                + provider
                + " meets the conditions of this request."
                + (words.isEmpty() ? "" : " " + provider + ": " + words)
                + " Change "
                + condition
                + ", or choose another model.");
    return words.isEmpty() ? failure : failure.with("provider_message", words);
  }

  private static Failure failure(
      Operation operation, Candidate candidate, Evidence evidence, String words) {
    String provider = candidate.provider().id();
    Offer offer = candidate.offer().offer();
    String said = words.isEmpty() ? "" : " " + provider + ": " + words;
    boolean budget = TokenLimits.blamesBudget(words, evidence.param());
    return switch (evidence.finding()) {
      case CONTEXT_TOO_LONG ->
          budget && TokenLimits.context(words).isEmpty()
              ? budgetTooLarge(offer, words, said)
              : contextTooLong(operation, offer, words, said, budget);
      case CONTENT_REFUSED ->
          Failure.of(
                  GatewayError.CONTENT_FILTER,
                  "The content policy of " + provider + " refuses this request." + said)
              .withParam(operation.content());
      case BUDGET_TOO_SMALL ->
          Failure.of(
                  GatewayError.REQUEST_REFUSED,
                  "max_tokens is too small for this model: raise it." + said)
              .withParam("max_tokens");
      default -> budget ? budgetTooLarge(offer, words, said) : refused(provider, evidence, words);
    };
  }

  private static Failure contextTooLong(
      Operation operation, Offer offer, String words, String said, boolean budget) {
    OptionalLong told = TokenLimits.context(words);
    OptionalLong tokens =
        told.isPresent() || offer.contextTokens() == null
            ? told
            : OptionalLong.of(offer.contextTokens());
    String sentence = TokenLimits.contextSentence(tokens);
    // Most providers say it in OpenAI's words; twice would be once too often.
    boolean saidAlready =
        words.regionMatches(true, 0, sentence, 0, sentence.length() - 1) && tokens.isPresent();
    return Failure.of(GatewayError.CONTEXT_LENGTH_EXCEEDED, saidAlready ? words : sentence + said)
        .withParam(budget ? "max_tokens" : operation.content());
  }

  private static Failure budgetTooLarge(Offer offer, String words, String said) {
    OptionalLong told = TokenLimits.output(words);
    OptionalLong limit =
        told.isPresent() || offer.maxOutputTokens() == null
            ? told
            : OptionalLong.of(offer.maxOutputTokens());
    return Failure.of(
            GatewayError.REQUEST_REFUSED,
            (limit.isPresent()
                    ? "max_tokens is larger than this model allows, which is "
                        + limit.getAsLong()
                        + ": lower it."
                    : "max_tokens is larger than this model allows: lower it.")
                + said)
        .withParam("max_tokens");
  }

  private static Failure refused(String provider, Evidence evidence, String words) {
    return Failure.of(
        GatewayError.REQUEST_REFUSED,
        words.isEmpty()
            ? provider
                + " refused this request"
                + (evidence.httpStatus() > 0 ? " with status " + evidence.httpStatus() : "")
                + " and gave no reason that can be shown. A parameter or a message is not supported."
            : provider + " refused this request: " + words);
  }
}
