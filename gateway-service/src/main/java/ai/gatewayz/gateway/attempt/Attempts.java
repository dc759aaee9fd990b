package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.health.evidence.Classifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Makes attempts, each under the limits that fit it. */
@ApplicationScoped
public class Attempts {

  private final Vertx vertx;
  private final AttemptConfig config;
  private final UpstreamClient upstream;
  private final Classifier classifier;

  Attempts(Vertx vertx, AttemptConfig config, UpstreamClient upstream, InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.upstream = upstream;
    this.classifier = Classifier.standard(clock);
  }

  /** An attempt that can be cancelled until it is opened. */
  public record Running(Future<Opening> opening, Runnable cancel) {}

  /**
   * Begins an attempt on the event loop of the caller.
   *
   * @param usualMillis time to first token as it usually is
   * @param last whether nothing else is left to turn to
   * @param left what remains of the request's own limit
   */
  public Running begin(
      Candidate candidate,
      CompletionRequest request,
      OptionalLong usualMillis,
      boolean last,
      Duration left) {
    Attempt attempt = new Attempt(vertx, config, classifier, candidate, request);
    Duration patience = Patience.of(config, candidate, request, usualMillis, last);
    return new Running(
        attempt.open(upstream, patience.compareTo(left) < 0 ? patience : left), attempt::cancel);
  }
}
