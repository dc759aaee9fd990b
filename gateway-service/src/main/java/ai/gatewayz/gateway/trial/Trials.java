package ai.gatewayz.gateway.trial;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.attempt.Attempts;
import ai.gatewayz.gateway.attempt.Opening;
import ai.gatewayz.gateway.attempt.Others;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.attempt.Waits;
import ai.gatewayz.gateway.outcome.AttemptOutcome;
import ai.gatewayz.gateway.outcome.Outcomes;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Sends the smallest possible completion; its outcome is published like any other. */
@Singleton
public class Trials {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A model may think first, also of this. */
  private static final Duration THINKING = Duration.ofSeconds(15);

  private static final Map<Operation, CompletionRequest> QUESTIONS = questions();

  private final Attempts attempts;
  private final Seats seats;
  private final Outcomes outcomes;

  Trials(Attempts attempts, Seats seats, Outcomes outcomes) {
    this.attempts = attempts;
    this.seats = seats;
    this.outcomes = outcomes;
  }

  private static Map<Operation, CompletionRequest> questions() {
    Map<Operation, CompletionRequest> questions = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      if (!SmallestQuestion.exists(operation)) {
        continue;
      }
      ObjectNode body = SmallestQuestion.of(operation, "trial");
      if (operation.writes()) {
        body.put("max_tokens", SmallestQuestion.TOKENS);
      }
      byte[] question = body.toString().getBytes(StandardCharsets.UTF_8);
      questions.put(operation, RequestScanner.scan(operation, question));
    }
    return questions;
  }

  /**
   * Asks on the event loop of the caller.
   *
   * @return what was found, which is filed by then; fails where the provider has no seat left, or
   *     its answer no room here: that says nothing of the offer
   */
  public Future<Evidence> ask(Candidate candidate, Operation operation) {
    String provider = candidate.provider().id();
    if (!seats.take(provider)) {
      return Future.failedFuture("no permit");
    }
    long began = System.nanoTime();
    CompletionRequest question = QUESTIONS.get(operation);
    boolean thinks = candidate.offer().offer().can(Capability.REASONING);
    try {
      Waits waits =
          attempts.waits(
              candidate, question, OptionalLong.empty(), Others.NONE, thinks ? THINKING : PATIENCE);
      return attempts
          .begin(candidate, question, waits, null)
          .opening()
          .onComplete(ignored -> seats.give(provider))
          .compose(
              opening -> {
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                Optional<AttemptOutcome> outcome = outcome(candidate, operation, opening, took);
                outcome.ifPresent(outcomes::record);
                return outcome
                    .map(AttemptOutcome::evidence)
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture("no memory for the answer"));
              });
    } catch (RuntimeException e) {
      seats.give(provider);
      return Future.failedFuture(e);
    }
  }

  /** Empty where nothing was learned of the offer. */
  static Optional<AttemptOutcome> outcome(
      Candidate candidate, Operation operation, Opening opening, Duration took) {
    return switch (opening) {
      case Opening.Failed failed ->
          Optional.of(outcome(candidate, operation, failed.evidence(), took, null));
      case Opening.Whole whole -> {
        whole.room().leave();
        Evidence answered = Evidence.of(Finding.ANSWERED);
        yield Optional.of(outcome(candidate, operation, answered, took, whole.usage()));
      }
      case Opening.NoRoom ignored -> Optional.empty();
      case Opening.Streaming ignored -> throw new IllegalStateException("a trial is not streamed");
    };
  }

  private static AttemptOutcome outcome(
      Candidate candidate, Operation operation, Evidence evidence, Duration took, Usage usage) {
    return new AttemptOutcome(candidate.offer(), operation, false, evidence, null, took, usage);
  }
}
