package ai.gatewayz.gateway.tracing;

import ai.gatewayz.catalog.tracing.TraceParent;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.outcome.AttemptOutcome;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.gateway.usage.UsageRecord;
import ai.gatewayz.providers.address.Origin;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Finding;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Arrays;

/** A span for the request, and below it one for each attempt. */
final class SpanTrace implements RequestTrace {

  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
  static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
  static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

  private final Tracer tracer;
  private final Span request;
  private Span attempt;

  SpanTrace(Tracer tracer, Span request) {
    this.tracer = tracer;
    this.request = request;
  }

  @Override
  public String attempting(Candidate candidate, Operation operation) {
    Origin target = Origin.of(candidate.provider().baseUrl());
    attempt =
        tracer
            .spanBuilder(operation.metricName() + " " + candidate.model())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with(request))
            .setAttribute(OPERATION, operation.metricName())
            .setAttribute(PROVIDER, candidate.provider().id())
            // The catalog's name for it, not the caller's: that may hold any words.
            .setAttribute(MODEL, candidate.offer().offer().upstreamId())
            .setAttribute("server.address", target.host())
            .startSpan();
    return TraceParent.of(attempt.getSpanContext());
  }

  @Override
  public void attempted(AttemptOutcome outcome) {
    if (attempt == null) {
      return;
    }
    Finding finding = outcome.evidence().finding();
    if (finding != Finding.ANSWERED) {
      attempt.setAttribute(ERROR, finding.label()).setStatus(StatusCode.ERROR);
    }
    if (outcome.evidence().httpStatus() > 0) {
      attempt.setAttribute(STATUS, outcome.evidence().httpStatus());
    }
    if (outcome.ttft() != null) {
      attempt.setAttribute("gatewayz.ttft_ms", outcome.ttft().toMillis());
    }
    if (outcome.usage() != null) {
      attempt.setAttribute(INPUT, outcome.usage().input());
      attempt.setAttribute(OUTPUT, outcome.usage().output());
    }
    attempt.end();
    attempt = null;
  }

  @Override
  public void ended(UsageRecord record) {
    if (attempt != null) {
      attempt.setAttribute(ERROR, "abandoned").end();
      attempt = null;
    }
    request.setAttribute("gatewayz.request_id", record.requestId());
    request.setAttribute("gatewayz.result", record.result().label());
    request.setAttribute("gatewayz.attempts", record.attempts());
    if (record.candidate() != null) {
      request.setAttribute(PROVIDER, record.candidate().provider().id());
      request.setAttribute(MODEL, record.candidate().model());
    }
    if (record.tokens() != Tokens.NONE && !record.tokens().estimated()) {
      request.setAttribute(INPUT, record.tokens().input());
      request.setAttribute(OUTPUT, record.tokens().output());
    }
    if (record.code() != null) {
      request.setAttribute(ERROR, record.code());
    }
    if (record.result() == Result.PARTIAL || ownFault(record.code())) {
      request.setStatus(StatusCode.ERROR);
    }
    request.end();
  }

  /** A request that was wrong is no error of the server's. */
  private static boolean ownFault(String code) {
    return code != null
        && Arrays.stream(GatewayError.values())
            .anyMatch(error -> error.code().equals(code) && error.status() >= 500);
  }
}
