package ai.gatewayz.gateway.completion;

import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import java.time.Duration;

/** What to do after a failed attempt. Pure. */
final class Failover {

  /** A wait that costs the caller less than a dearer or slower candidate would. */
  static final Duration SHORT_WAIT = Duration.ofSeconds(2);

  /** Where the provider names no time: long enough for a hiccup to pass. */
  static final Duration PAUSE = Duration.ofMillis(250);

  private Failover() {}

  sealed interface Next {
    record Move() implements Next {}

    record Again(Duration after) implements Next {}

    record GiveUp() implements Next {}
  }

  /**
   * @param attemptsHere attempts at this candidate, this one included
   * @param attemptsLeft further attempts that the request may make
   * @param others whether another candidate is left
   * @param largerContext whether one of the others takes more tokens
   * @param fallback whether an earlier candidate has failed already
   */
  record Situation(
      int attemptsHere,
      int attemptsLeft,
      boolean others,
      boolean largerContext,
      boolean fallback) {}

  static Next after(Evidence evidence, Situation situation) {
    if (situation.attemptsLeft <= 0) {
      return new Next.GiveUp();
    }
    return switch (evidence.finding()) {
      // The request's own fault: the next candidate would say the same, but for a larger context;
      // and what only a
      // fallback refuses is no word on the request.
      case CONTEXT_TOO_LONG -> situation.largerContext ? new Next.Move() : new Next.GiveUp();
      case CONTENT_REFUSED, REQUEST_REFUSED, BUDGET_TOO_SMALL ->
          situation.fallback && situation.others ? new Next.Move() : new Next.GiveUp();
      case RATE_LIMITED, OVERLOADED, SERVER_ERROR, UNREACHABLE, GARBLED ->
          situation.others ? new Next.Move() : again(evidence, situation);
      case MODEL_GONE,
          NOT_SERVERLESS,
          WRONG_OPERATION,
          COLD,
          GATED,
          KEY_REJECTED,
          CREDITS_EXHAUSTED,
          PERMISSION_DENIED,
          // A silent route is not asked twice.
          TIMED_OUT ->
          situation.others ? new Next.Move() : new Next.GiveUp();
      case ANSWERED -> new Next.GiveUp();
    };
  }

  /** One more try where nothing else is left, if the wait is bearable. */
  private static Next again(Evidence evidence, Situation situation) {
    boolean limited = evidence.finding() == Finding.RATE_LIMITED;
    Duration wait = evidence.retryAfter().orElse(PAUSE);
    boolean named = evidence.retryAfter().isPresent();
    boolean worthIt =
        situation.attemptsHere < 2 && wait.compareTo(SHORT_WAIT) <= 0 && (named || !limited);
    return worthIt ? new Next.Again(wait.compareTo(PAUSE) < 0 ? PAUSE : wait) : new Next.GiveUp();
  }
}
