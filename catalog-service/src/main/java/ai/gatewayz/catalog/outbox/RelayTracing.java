package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.outbox.OutboxRecords.OutboxRow;
import ai.gatewayz.catalog.tracing.TraceParent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Goes on with the traces that rows of the outbox belong to: a span per trace of a batch. */
@Singleton
class RelayTracing {

  private final Tracer tracer;
  private final boolean off;

  RelayTracing(
      OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
    this.tracer = telemetry.getTracer("gatewayz");
    this.off = off;
  }

  Batch begin(List<OutboxRow> rows) {
    Map<String, Span> spans = new HashMap<>();
    if (!off) {
      for (OutboxRow row : rows) {
        if (row.traceparent() != null && !spans.containsKey(row.traceparent())) {
          TraceParent.parse(row.traceparent())
              .ifPresent(origin -> spans.put(row.traceparent(), publish(origin)));
        }
      }
    }
    return new Batch(spans);
  }

  private Span publish(SpanContext origin) {
    return tracer
        .spanBuilder("publish")
        .setSpanKind(SpanKind.PRODUCER)
        .setParent(Context.root().with(Span.wrap(origin)))
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", "send")
        .startSpan();
  }

  /** The spans of one batch, by the trace context of its rows. */
  record Batch(Map<String, Span> spans) {

    /** What the events of a row carry; where only another replica traces, what it wrote. */
    String traceparent(OutboxRow row) {
      Span span = spans.get(row.traceparent());
      return span == null ? row.traceparent() : TraceParent.of(span.getSpanContext());
    }

    void sent() {
      spans.values().forEach(Span::end);
    }

    /** They will be sent again, by a span of their own. */
    void failed() {
      spans.values().forEach(span -> span.setStatus(StatusCode.ERROR).end());
    }
  }
}
