package ai.gatewayz.gateway.completion;

import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.util.Optional;

/** What to do after a failed attempt. Pure. */
final class Failover {

  /** A wait that costs the caller less than giving up, or another model, would. */
  static final Duration SHORT_WAIT = Duration.ofSeconds(3);

  /** What took longer to fail is no hiccup: once more would take as long. */
  static final Duration QUICK = Duration.ofSeconds(5);

  /** Where the provider names no time: long enough for a hiccup to pass. */
  static final Duration PAUSE = Duration.ofMillis(250);

  private Failover() {}

  sealed interface Next {
    record Move(Where where) implements Next {}

    record Again(Duration after) implements Next {}

    record GiveUp() implements Next {}
  }

  enum Where {
    NEXT,
    /** the next that is known to take more tokens, or is another model of unknown size */
    LARGER_CONTEXT,
    /** the next that is another model: this one would say the same elsewhere */
    OTHER_MODEL
  }

  /**
   * @param attemptsHere attempts at this candidate, this one included
   * @param attemptsLeft further attempts that the request may make
   * @param others whether another candidate is left
   * @param nextIsOtherModel whether the next of them is of another model
   * @param largerContext whether one of the others may take more tokens
   * @param otherModel whether one of the others is of another model that may be turned to
   * @param fallback whether an earlier candidate has failed already
   * @param failedBefore whether this one was known to fail before the request came
   * @param took from the call to its failure
   * @param timeLeft of the request's own limit
   * @param usualHere the time to first token that is usual here; empty where unknown
   * @param usualNext the same for the next candidate
   */
  record Situation(
      int attemptsHere,
      int attemptsLeft,
      boolean others,
      boolean nextIsOtherModel,
      boolean largerContext,
      boolean otherModel,
      boolean fallback,
      boolean failedBefore,
      Duration took,
      Duration timeLeft,
      Optional<Duration> usualHere,
      Optional<Duration> usualNext) {}

  static Next after(Evidence evidence, Situation situation) {
    if (situation.attemptsLeft <= 0 || !situation.timeLeft.isPositive()) {
      return new Next.GiveUp();
    }
    return switch (evidence.finding()) {
      // The request's own fault: another offer of the model would say the same, but for a larger
      // context; a model that the caller named as a fallback may not.
      case CONTEXT_TOO_LONG ->
          situation.largerContext ? new Next.Move(Where.LARGER_CONTEXT) : new Next.GiveUp();
      case CONTENT_REFUSED, REQUEST_REFUSED, BUDGET_TOO_SMALL ->
          refused(evidence.finding(), situation);
      case RATE_LIMITED, OVERLOADED, SERVER_ERROR, UNREACHABLE, GARBLED ->
          passing(evidence, situation);
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
          situation.others ? on(situation) : new Next.GiveUp();
      case ANSWERED -> new Next.GiveUp();
    };
  }

  private static Next refused(Finding finding, Situation situation) {
    if (situation.otherModel) {
      return new Next.Move(Where.OTHER_MODEL);
    }
    // What only a fallback refuses is no word on the request.
    return situation.fallback && situation.others && finding != Finding.CONTENT_REFUSED
        ? new Next.Move(Where.NEXT)
        : new Next.GiveUp();
  }

  /** What may be over in a moment. */
  private static Next passing(Evidence evidence, Situation situation) {
    if (!situation.others) {
      return again(evidence, situation);
    }
    boolean askedOnceMore =
        situation.nextIsOtherModel
            && situation.attemptsLeft > 1
            && !situation.failedBefore
            && situation.took.compareTo(QUICK) < 0
            && again(evidence, situation) instanceof Next.Again;
    return askedOnceMore || waitingIsCheaper(evidence, situation)
        ? again(evidence, situation)
        : on(situation);
  }

  /** The last attempt is for the model that is there in case this one fails. */
  private static Next on(Situation situation) {
    return new Next.Move(
        situation.attemptsLeft == 1 && situation.otherModel ? Where.OTHER_MODEL : Where.NEXT);
  }

  /** Where the provider names a wait, and with it this one still answers before the next would. */
  private static boolean waitingIsCheaper(Evidence evidence, Situation situation) {
    if (evidence.retryAfter().isEmpty()
        || situation.usualHere.isEmpty()
        || situation.usualNext.isEmpty()
        || situation.attemptsHere > 1) {
      return false;
    }
    Duration wait = evidence.retryAfter().get();
    return wait.compareTo(SHORT_WAIT) <= 0
        && wait.plus(situation.usualHere.get()).compareTo(situation.usualNext.get()) < 0;
  }

  /** One more try where nothing better is left, if the wait is bearable. */
  private static Next again(Evidence evidence, Situation situation) {
    boolean limited = evidence.finding() == Finding.RATE_LIMITED;
    boolean named = evidence.retryAfter().isPresent();
    Duration asked = evidence.retryAfter().orElse(PAUSE);
    Duration wait = asked.compareTo(PAUSE) < 0 ? PAUSE : asked;
    boolean worthIt =
        situation.attemptsHere < 2
            && wait.compareTo(SHORT_WAIT) <= 0
            && wait.compareTo(situation.timeLeft) < 0
            && (named || !limited);
    return worthIt ? new Next.Again(wait) : new Next.GiveUp();
  }
}
