package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.explain.ModelNotFound;
import ai.gatewayz.gateway.explain.NothingFits;
import ai.gatewayz.gateway.explain.ProviderWords;
import ai.gatewayz.gateway.explain.Refusal;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The error for a caller when there is no answer. Pure. */
final class FailedAnswer {

  private static final String WORKING_LIST = "/v1/models?available=true";

  private FailedAnswer() {}

  static Failure unknown(Route.UnknownModel unknown, List<String> nearest) {
    return ModelNotFound.of(unknown, nearest);
  }

  /** The model is there, but not for this request. */
  static Failure unusable(Route.NothingUsable route, List<String> alternatives, Instant now) {
    return NothingFits.of(route, alternatives, now);
  }

  /** Every attempt failed; the first says most of what the caller asked for. */
  static Failure exhausted(
      CompletionRequest request, List<Tried> tried, List<String> alternatives) {
    Tried first = tried.getFirst();
    Failure failure =
        Refusal.of(request, first.candidate(), first.evidence())
            .orElseGet(() -> upstream(tried, alternatives));
    return failure.with("attempts", tried.stream().map(Tried::told).toList());
  }

  private static Failure upstream(List<Tried> tried, List<String> alternatives) {
    Optional<Duration> wait = wait(tried);
    Failure failure;
    if (all(tried, Finding.RATE_LIMITED)) {
      failure =
          Failure.of(
              GatewayError.RATE_LIMITED,
              "Every provider of this model is over its rate limit for this gateway. Retry later"
                  + (alternatives.isEmpty() ? "." : " or choose another model.")
                  + instead(alternatives));
      wait = wait.or(() -> Optional.of(Duration.ofSeconds(5)));
    } else if (all(tried, Finding.TIMED_OUT)) {
      failure =
          Failure.of(
              GatewayError.PROVIDER_TIMEOUT,
              "No provider of this model answered in time." + instead(alternatives));
    } else if (tried.stream().allMatch(one -> passes(one.evidence().finding()))) {
      failure =
          Failure.of(
              GatewayError.MODEL_UNAVAILABLE,
              "No provider can answer for this model now."
                  + said(tried.getFirst())
                  + instead(alternatives));
      wait = wait.or(() -> Optional.of(Duration.ofSeconds(10)));
    } else {
      failure =
          Failure.of(
              GatewayError.PROVIDER_ERROR,
              "No provider of this model gave a usable answer."
                  + tried.stream()
                      .map(FailedAnswer::said)
                      .filter(words -> !words.isEmpty())
                      .findFirst()
                      .orElse("")
                  + instead(alternatives));
    }
    if (!alternatives.isEmpty()) {
      failure = failure.with("alternatives", alternatives).with("models_url", WORKING_LIST);
    }
    return wait.map(failure::withRetryAfter).orElse(failure);
  }

  private static String said(Tried tried) {
    String words = ProviderWords.shown(tried.evidence());
    return words.isEmpty() ? "" : " " + tried.candidate().provider().id() + ": " + words;
  }

  private static boolean passes(Finding finding) {
    return switch (finding) {
      case MODEL_GONE, NOT_SERVERLESS, WRONG_OPERATION, COLD, OVERLOADED, RATE_LIMITED -> true;
      default -> false;
    };
  }

  private static boolean all(List<Tried> tried, Finding finding) {
    return tried.stream().allMatch(one -> one.evidence().finding() == finding);
  }

  /** The soonest that any of them may answer again. */
  private static Optional<Duration> wait(List<Tried> tried) {
    return tried.stream()
        .map(one -> one.evidence().retryAfter())
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }

  private static String instead(List<String> alternatives) {
    return alternatives.isEmpty()
        ? ""
        : " Verified to answer: " + String.join(", ", alternatives) + ".";
  }
}
