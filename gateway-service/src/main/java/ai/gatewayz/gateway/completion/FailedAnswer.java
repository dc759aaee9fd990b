package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.explain.Explanation;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.evidence.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a caller is told when there is no answer. Pure. */
final class FailedAnswer {

  private static final String WORKING_LIST = "/v1/models?available=true";

  private FailedAnswer() {}

  static Failure unknown(Route.UnknownModel unknown, List<String> nearest) {
    String hint =
        nearest.isEmpty()
            ? " See GET /v1/models."
            : " Did you mean " + String.join(", ", nearest) + "?";
    return Failure.of(
            GatewayError.MODEL_NOT_FOUND,
            "No model goes by the name " + unknown.asked() + "." + hint)
        .withParam("model")
        .with("suggestions", nearest)
        .with("models_url", "/v1/models");
  }

  /** The model is there, but not for this request. */
  static Failure unusable(Route.NothingUsable route, List<String> alternatives, Instant now) {
    List<Map<String, Object>> offers = route.leftOut().stream().map(Explanation::of).toList();
    if (!route.passing()) {
      return Failure.field(
              "model",
              "The model "
                  + route.asked()
                  + " is listed, but no offer of it fits this request: "
                  + reasons(route)
                  + ".")
          .with("left_out", offers);
    }
    Failure failure =
        Failure.of(
                GatewayError.MODEL_UNAVAILABLE,
                "The model "
                    + route.asked()
                    + " is known not to answer now."
                    + instead(alternatives))
            .withParam("model")
            .with("alternatives", alternatives)
            .with("left_out", offers)
            .with("models_url", WORKING_LIST);
    return retryAt(route, now).map(failure::withRetryAfter).orElse(failure);
  }

  /** Every attempt failed; the first says most of what the caller asked for. */
  static Failure exhausted(List<Tried> tried, List<String> alternatives) {
    Evidence first = tried.getFirst().evidence();
    Failure failure =
        first.finding().subject() == Subject.REQUEST || first.finding() == Finding.BUDGET_TOO_SMALL
            ? refused(first)
            : upstream(tried, alternatives);
    return failure.with("attempts", tried.stream().map(Tried::told).toList());
  }

  /** What the request did wrong is best said by whom it wronged; the words are clean by now. */
  private static Failure refused(Evidence evidence) {
    Failure failure = refusal(evidence);
    String words = evidence.detail();
    return words.isEmpty() || words.contains("[key]")
        ? failure
        : failure.with("provider_message", words);
  }

  private static Failure refusal(Evidence evidence) {
    return switch (evidence.finding()) {
      case CONTEXT_TOO_LONG ->
          Failure.of(
                  GatewayError.CONTEXT_LENGTH_EXCEEDED,
                  "The messages and the asked output together exceed the context of the model.")
              .withParam("messages");
      case CONTENT_REFUSED ->
          Failure.of(
                  GatewayError.CONTENT_FILTER,
                  "The provider's content policy refuses this request.")
              .withParam("messages");
      case BUDGET_TOO_SMALL ->
          Failure.of(
                  GatewayError.REQUEST_REFUSED,
                  "The output budget is too small for this model: raise it.")
              .withParam("max_tokens");
      default ->
          Failure.of(
              GatewayError.REQUEST_REFUSED,
              "The model or its provider does not take this request: a parameter or a message is not supported.");
    };
  }

  private static Failure upstream(List<Tried> tried, List<String> alternatives) {
    Optional<Duration> wait = wait(tried);
    Failure failure;
    if (all(tried, Finding.RATE_LIMITED)) {
      failure =
          Failure.of(
              GatewayError.RATE_LIMITED, "Every provider of this model limits our rate now.");
      wait = wait.or(() -> Optional.of(Duration.ofSeconds(5)));
    } else if (all(tried, Finding.TIMED_OUT)) {
      failure =
          Failure.of(GatewayError.PROVIDER_TIMEOUT, "No provider of this model answered in time.");
    } else if (tried.stream().allMatch(one -> passes(one.evidence().finding()))) {
      failure =
          Failure.of(
              GatewayError.MODEL_UNAVAILABLE,
              "No provider can answer for this model now." + instead(alternatives));
      wait = wait.or(() -> Optional.of(Duration.ofSeconds(10)));
    } else {
      failure =
          Failure.of(
              GatewayError.PROVIDER_ERROR,
              "No provider of this model gave a usable answer." + instead(alternatives));
    }
    if (!alternatives.isEmpty()) {
      failure = failure.with("alternatives", alternatives).with("models_url", WORKING_LIST);
    }
    return wait.map(failure::withRetryAfter).orElse(failure);
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

  private static Optional<Duration> retryAt(Route.NothingUsable route, Instant now) {
    return route.leftOut().stream()
        .map(out -> out.offer().availability())
        .filter(Objects::nonNull)
        .map(Availability::retryAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(at -> Duration.between(now, at))
        .filter(wait -> !wait.isNegative());
  }

  private static String instead(List<String> alternatives) {
    return alternatives.isEmpty()
        ? ""
        : " Verified to answer: " + String.join(", ", alternatives) + ".";
  }

  private static String reasons(Route.NothingUsable route) {
    return String.join(
        ", ",
        route.leftOut().stream()
            .map(out -> out.offer().offer().provider() + " " + out.reason().label())
            .distinct()
            .limit(8)
            .toList());
  }
}
