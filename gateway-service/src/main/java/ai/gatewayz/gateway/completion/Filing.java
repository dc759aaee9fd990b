package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.Opening;
import ai.gatewayz.gateway.keys.KeyFilter;
import ai.gatewayz.gateway.outcome.AttemptOutcome;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.Need;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.tracing.RequestTrace;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.providers.capability.CapabilityRefusal;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What the attempts of one request say of offers, and to whom. An attempt with wishes of the
 * caller's own says nothing of an offer for others unless it is answered.
 */
final class Filing {

  private final Dataplane dataplane;
  private final RoutingContext context;
  private final CompletionRequest request;
  private final RequestTrace trace;

  Filing(Dataplane dataplane, RoutingContext context, CompletionRequest request) {
    this.dataplane = dataplane;
    this.context = context;
    this.request = request;
    this.trace = RequestTrace.of(context);
  }

  /** What the request would have gone to, but for its failures, is looked at. */
  void wanted(Route.Candidates route) {
    for (LeftOut out : route.leftOut()) {
      boolean failed =
          out.reason() == LeftOut.Reason.COOLING || out.reason() == LeftOut.Reason.UNAVAILABLE;
      OfferView offer = out.offer();
      if (failed && dataplane.standings().entry(offer.key()) != LiveStandings.Entry.FREE) {
        dataplane.looks().wanted(offer, request.operation());
      }
    }
  }

  /** Trace context to send along with an attempt that begins; null for none. */
  String begins(Candidate candidate) {
    return trace.attempting(candidate, request.operation());
  }

  /** A stream has begun. */
  void began(Candidate candidate, Duration ttft) {
    if (ordinary(candidate)) {
      dataplane.standings().measured(candidate.offer().key(), ttft);
    }
  }

  /**
   * An attempt was answered.
   *
   * @param ttft to the first content of a stream, or to the whole of another answer
   * @param usage null where the provider told none
   * @param written an estimate of the tokens that arrived
   */
  void answered(
      Candidate candidate,
      Evidence evidence,
      Duration ttft,
      Duration took,
      Usage usage,
      long written) {
    Tokens estimate =
        usage == null ? Tokens.of(null, request.promptTokens(), written) : Tokens.NONE;
    file(candidate, evidence, ttft, took, usage, estimate, true);
    leaves(candidate, evidence.finding());
  }

  void failed(Candidate candidate, Opening.Failed failed, Duration took) {
    file(candidate, failed.evidence(), null, took, null, Tokens.NONE, failed.connected());
    refused(candidate, failed.evidence());
  }

  /** A refusal of what the request needs is a reason for health to look; it moves nothing here. */
  private void refused(Candidate candidate, Evidence evidence) {
    if (ownWay(candidate)) {
      return;
    }
    for (Need need : Need.of(request)) {
      if (CapabilityRefusal.of(need.capability(), evidence)) {
        dataplane.outcomes().refused(candidate.offer(), need.capability());
      }
    }
  }

  /** The request itself does not look again at what has failed: somebody has to. */
  void leaves(Candidate candidate, Finding finding) {
    if (finding != Finding.ANSWERED && dataplane.standings().failing(candidate.offer().key())) {
      dataplane.looks().failed(candidate.offer(), request.operation(), finding);
    }
  }

  private void file(
      Candidate candidate,
      Evidence evidence,
      Duration ttft,
      Duration took,
      Usage usage,
      Tokens estimate,
      boolean connected) {
    AttemptOutcome outcome =
        new AttemptOutcome(
            candidate.offer(),
            request.operation(),
            request.stream(),
            evidence,
            ttft,
            took,
            usage,
            estimate,
            ordinary(candidate),
            connected);
    trace.attempted(outcome);
    dataplane.outcomes().record(outcome);
    if (outcome.suspicious()) {
      suspect(outcome);
    }
  }

  private void suspect(AttemptOutcome outcome) {
    if (dataplane.looks().asks(outcome.operation())) {
      dataplane.looks().suspected(outcome.offer(), outcome.operation());
    } else {
      dataplane.outcomes().suspect(outcome, KeyFilter.holder(context));
    }
  }

  /** Health asks for chat completions. */
  private boolean asWritten(Candidate candidate) {
    return request.spoken() != null && candidate.speaks(request.spoken().caller().protocol());
  }

  /** Whether it asks what health would ask: nothing of the caller's own decides what comes back. */
  private boolean ordinary(Candidate candidate) {
    return said().ordinary() && !asWritten(candidate) && !ownWay(candidate);
  }

  /** As a chat completion, where it has been said as one. */
  private CompletionRequest said() {
    boolean translated = request.spoken() != null && request.spoken().isTranslated();
    return translated ? request.spoken().in(request).request() : request;
  }

  /** Whether the caller chooses among what is behind the offer. */
  private boolean ownWay(Candidate candidate) {
    return candidate.varied()
        || (candidate.provider().dialect().body().takesPreferences() && request.providerObject());
  }
}
