package ai.gatewayz.gateway.stream;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.explain.ProviderWords;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.util.Optional;

/**
 * What broke an answer off.
 *
 * @param what a clause that says it to the caller
 * @param evidence what it says of the offer; empty where it was a limit of the gateway
 */
record Interruption(String what, Optional<Evidence> evidence) {

  static Interruption closed() {
    return of("The provider closed the stream before the answer was complete", Finding.GARBLED);
  }

  static Interruption garbled() {
    return of(
        "The provider sent data that is not part of an answer and did not complete it",
        Finding.GARBLED);
  }

  static Interruption tooLarge(long bytes) {
    return of(
        "The provider sent more than " + (bytes >> 20) + " MB without ending the answer",
        Finding.GARBLED);
  }

  static Interruption silent(Duration time) {
    return of("The provider sent nothing for " + seconds(time) + " s", Finding.TIMED_OUT);
  }

  static Interruption failed(Evidence evidence) {
    String words = ProviderWords.shown(evidence);
    return new Interruption(
        "The provider failed in the middle of the answer ("
            + evidence.finding().label()
            + (words.isEmpty() ? "" : ": " + words)
            + ")",
        Optional.of(evidence));
  }

  static Interruption ourLimit() {
    return new Interruption("The request reached this gateway's time limit", Optional.empty());
  }

  static Interruption noRoom() {
    return new Interruption(
        "An event of the answer needs more memory than this gateway has free for answers",
        Optional.empty());
  }

  private static Interruption of(String what, Finding finding) {
    return new Interruption(what, Optional.of(Evidence.of(finding)));
  }

  private static String seconds(Duration time) {
    return time.toMillisPart() == 0
        ? Long.toString(time.toSeconds())
        : Double.toString(time.toMillis() / 1_000.0);
  }

  Failure failure() {
    Failure failure =
        Failure.of(GatewayError.ANSWER_INTERRUPTED, what + ". The answer so far is incomplete.");
    if (evidence.isEmpty()) {
      return failure;
    }
    Failure found = failure.with(Failure.FINDING, evidence.get().finding().label());
    return evidence.get().retryAfter().map(found::withRetryAfter).orElse(found);
  }
}
