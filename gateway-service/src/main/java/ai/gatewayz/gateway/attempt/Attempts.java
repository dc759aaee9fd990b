package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.request.Translating;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.evidence.Classifier;
import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Makes attempts, each under the limits that fit it and in the manner that its provider likes. */
@Singleton
public class Attempts {

  private final Vertx vertx;
  private final AttemptConfig config;
  private final UpstreamClient upstream;
  private final Classifier classifier;
  private final Manners manners;
  private final AnswerRoom answers;

  Attempts(
      Vertx vertx,
      AttemptConfig config,
      UpstreamClient upstream,
      ProvidersConfig providers,
      AnswerRoom answers,
      InstantSource clock) {
    if (config.slowestTokensPerSecond() < 1) {
      throw new IllegalArgumentException(
          "gatewayz.gateway.attempts.slowest-tokens-per-second is less than 1");
    }
    this.vertx = vertx;
    this.config = config;
    this.upstream = upstream;
    this.answers = answers;
    this.classifier = Classifier.standard(clock);
    this.manners = new Manners(Set.copyOf(providers.providers().keySet())::contains, clock);
  }

  /** An attempt that can be cancelled until it is opened. */
  public record Running(Future<Opening> opening, Runnable cancel) {}

  /**
   * How long an attempt may take.
   *
   * @param usualMillis time to first token as it usually is
   * @param others what else there is to turn to
   * @param left what remains of the request's own limit
   */
  public Waits waits(
      Candidate candidate,
      CompletionRequest request,
      OptionalLong usualMillis,
      Others others,
      Duration left) {
    return new Waits(
            Patience.of(config, candidate, request, usualMillis, others),
            config.answerTimeout(),
            Patience.gap(config, candidate))
        .within(left);
  }

  /**
   * Has a request said as a chat completion where the offer has to be asked so and nobody has yet.
   * At once where there is nothing to do; a long one is translated on a worker. Fails where the
   * request cannot be said so.
   */
  public Future<Void> prepare(Candidate candidate, CompletionRequest request) {
    Spoken spoken = request.spoken();
    return spoken == null || spoken.isTranslated() || manners.of(candidate, request).asWritten()
        ? Future.succeededFuture()
        : translate(request);
  }

  private Future<Void> translate(CompletionRequest request) {
    if (request.body().length() > Translating.QUICK) {
      return vertx.executeBlocking(() -> said(request), false).mapEmpty();
    }
    try {
      said(request);
      return Future.succeededFuture();
    } catch (FailureException e) {
      return Future.failedFuture(e);
    }
  }

  private static CompletionRequest said(CompletionRequest request) {
    return request.spoken() == null ? request : request.spoken().in(request).request();
  }

  /**
   * Begins an attempt on the event loop of the caller.
   *
   * @param request {@linkplain #prepare prepared} for it
   * @param traceparent trace context to send along; null for none
   */
  public Running begin(
      Candidate candidate, CompletionRequest request, Waits waits, String traceparent) {
    Target target = manners.of(candidate, request);
    return target.asWritten()
        ? asWritten(candidate, request, target, waits, traceparent)
        : begin(candidate, said(request), target, waits, traceparent);
  }

  /** In the caller's own protocol, and where the offer does not speak it as a chat completion. */
  private Running asWritten(
      Candidate candidate,
      CompletionRequest request,
      Target target,
      Waits waits,
      String traceparent) {
    Attempt attempt = attempt(new Asked(candidate, request, target, traceparent));
    AtomicReference<Runnable> cancel = new AtomicReference<>(attempt::cancel);
    AtomicBoolean left = new AtomicBoolean();
    Future<Opening> opening =
        attempt
            .open(upstream, waits)
            .compose(
                first -> {
                  if (!(first instanceof Opening.Failed failed)
                      || !Manners.mayNotSpeak(request, failed.evidence())) {
                    return Future.succeededFuture(first);
                  }
                  return translate(request)
                      .transform(
                          done ->
                              left.get() || done.failed()
                                  ? unsaid(first, left.get() ? null : done.cause())
                                  : again(candidate, request, target, waits, traceparent, cancel)
                                      .onSuccess(
                                          opened -> learn(candidate, request, failed, opened)));
                });
    return new Running(
        opening,
        () -> {
          left.set(true);
          cancel.get().run();
        });
  }

  /**
   * Then what is known is that the offer did not answer what the caller wrote.
   *
   * @param cause null where the caller has left
   */
  private static Future<Opening> unsaid(Opening first, Throwable cause) {
    if (cause != null && !(cause instanceof FailureException)) {
      Log.error("A request could not be translated", cause);
    }
    return Future.succeededFuture(first);
  }

  private Future<Opening> again(
      Candidate candidate,
      CompletionRequest request,
      Target target,
      Waits waits,
      String traceparent,
      AtomicReference<Runnable> cancel) {
    Running again =
        begin(candidate, said(request), Manners.translated(target, request), waits, traceparent);
    cancel.set(again.cancel());
    return again.opening();
  }

  private void learn(
      Candidate candidate, CompletionRequest request, Opening.Failed failed, Opening opened) {
    if (opened instanceof Opening.Whole || opened instanceof Opening.Streaming) {
      manners.learnToTranslate(candidate.offer().key(), request, failed.evidence());
    }
  }

  private Running begin(
      Candidate candidate,
      CompletionRequest request,
      Target target,
      Waits waits,
      String traceparent) {
    Attempt attempt = attempt(new Asked(candidate, request, target, traceparent));
    Future<Opening> opening = attempt.open(upstream, waits);
    if (target.plain() || !(target.usage() || request.hasStreamOptions())) {
      return new Running(opening, attempt::cancel);
    }
    AtomicReference<Attempt> current = new AtomicReference<>(attempt);
    return new Running(
        opening.compose(
            first ->
                first instanceof Opening.Failed failed && failed.overStreamOptions()
                    ? plainly(candidate, request, target, waits, current, traceparent)
                    : Future.succeededFuture(first)),
        () -> current.get().cancel());
  }

  private Attempt attempt(Asked asked) {
    return new Attempt(
        vertx, config, classifier, asked, answers.begin(asked.request().body().holder()));
  }

  /**
   * Some refuse {@code stream_options} or answer them with nothing; it is no fault of the model,
   * and least of all where it is the gateway that has put them there.
   */
  private Future<Opening> plainly(
      Candidate candidate,
      CompletionRequest request,
      Target target,
      Waits waits,
      AtomicReference<Attempt> current,
      String traceparent) {
    Attempt again = attempt(new Asked(candidate, request, Manners.plainly(target), traceparent));
    current.set(again);
    return again
        .open(upstream, waits)
        .onSuccess(
            opening -> {
              if (opening instanceof Opening.Whole || opening instanceof Opening.Streaming) {
                manners.learnToLeaveStreamOptionsOut(candidate.offer().key(), request);
              }
            });
  }
}
