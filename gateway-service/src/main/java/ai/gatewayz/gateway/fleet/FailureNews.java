package ai.gatewayz.gateway.fleet;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds in the windows of offers what cannot wait: failures, and the first answers after them. For
 * one thread.
 */
final class FailureNews {

  private static final Set<String> FAILURES =
      Arrays.stream(Finding.values())
          .filter(FailureNews::isFailure)
          .map(Finding::label)
          .collect(Collectors.toUnmodifiableSet());

  /** A provider keeps nobody away for longer. */
  private static final Duration MEMORY = Duration.ofMinutes(5);

  /** Of the failed: forgetting one costs others a look of their own. */
  private static final int MOST = 10_000;

  private final Map<OfferKey, Instant> failed = new HashMap<>();

  /** Whether the offer may be to blame, and not the request. */
  private static boolean isFailure(Finding finding) {
    return finding.subject() != Subject.REQUEST
        && finding != Finding.ANSWERED
        && finding != Finding.BUDGET_TOO_SMALL;
  }

  static boolean failing(OutcomeWindow window) {
    return window.findings().keySet().stream().anyMatch(FAILURES::contains);
  }

  /**
   * What the others are to hear of a window. One with both is no failure: the offer answers some.
   */
  Optional<FailureWindow.Failure> in(OutcomeWindow window) {
    OfferKey key = Gathered.key(window);
    Long answers = window.findings().get(Finding.ANSWERED.label());
    if (answers != null) {
      return failed.remove(key) == null
          ? Optional.empty()
          : Optional.of(news(window, Map.of(Finding.ANSWERED.label(), answers)));
    }
    if (!failing(window)) {
      return Optional.empty();
    }
    if (failed.size() >= MOST) {
      failed.clear();
    }
    failed.put(key, window.to());
    return Optional.of(
        news(
            window,
            window.findings().entrySet().stream()
                .filter(each -> FAILURES.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
  }

  /** Lets go of failures that keep nobody away any more. */
  void forget(Instant now) {
    failed.values().removeIf(at -> at.plus(MEMORY).isBefore(now));
  }

  private static FailureWindow.Failure news(OutcomeWindow window, Map<String, Long> findings) {
    return new FailureWindow.Failure(window.provider(), window.id(), findings);
  }
}
