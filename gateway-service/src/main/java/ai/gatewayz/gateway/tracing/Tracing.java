package ai.gatewayz.gateway.tracing;

import ai.gatewayz.catalog.tracing.TraceParent;
import ai.gatewayz.providers.dialect.Operation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins traces, where {@code quarkus.otel.sdk.disabled=false}. */
@Singleton
public class Tracing {

  static final String KEY = "gatewayz.trace";

  /** Null where tracing is off. */
  private final Tracer tracer;

  Tracing(
      OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
    tracer = off ? null : telemetry.getTracer("gatewayz");
  }

  /** A request has been let in: it goes on with its caller's trace, if it names one. */
  public void begin(RoutingContext context, Operation operation) {
    if (tracer != null) {
      context.put(KEY, start(context.request().getHeader(TraceParent.HEADER), operation));
    }
  }

  RequestTrace start(String traceparent, Operation operation) {
    if (tracer == null) {
      return RequestTrace.NONE;
    }
    SpanBuilder span =
        tracer
            .spanBuilder("POST /v1/" + operation.path())
            .setSpanKind(SpanKind.SERVER)
            .setNoParent()
            .setAttribute(SpanTrace.OPERATION, operation.metricName())
            .setAttribute("http.request.method", "POST")
            .setAttribute("http.route", "/v1/" + operation.path());
    TraceParent.parse(traceparent)
        .ifPresent(caller -> span.setParent(Context.root().with(Span.wrap(caller))));
    return new SpanTrace(tracer, span.startSpan());
  }
}
