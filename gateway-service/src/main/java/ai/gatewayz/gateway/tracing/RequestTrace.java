package ai.gatewayz.gateway.tracing;

import ai.gatewayz.gateway.outcome.AttemptOutcome;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.usage.UsageRecord;
import ai.gatewayz.providers.dialect.Operation;
import io.vertx.ext.web.RoutingContext;

/** The trace of one request; on its event loop. */
public sealed interface RequestTrace permits RequestTrace.Untraced, SpanTrace {

  RequestTrace NONE = new Untraced();

  /** That of a request which {@link Tracing#begin} has seen; {@link #NONE} for any other. */
  static RequestTrace of(RoutingContext context) {
    RequestTrace trace = context.get(Tracing.KEY);
    return trace == null ? NONE : trace;
  }

  /**
   * An attempt begins.
   *
   * @return trace context for the provider; null for none
   */
  String attempting(Candidate candidate, Operation operation);

  /** The attempt that began last has come to its end. */
  void attempted(AttemptOutcome outcome);

  /** The request has ended; so has an attempt that still runs: its caller has left. */
  void ended(UsageRecord record);

  /** Tracing is off. */
  record Untraced() implements RequestTrace {
    @Override
    public String attempting(Candidate candidate, Operation operation) {
      return null;
    }

    @Override
    public void attempted(AttemptOutcome outcome) {}

    @Override
    public void ended(UsageRecord record) {}
  }
}
