package ai.gatewayz.catalog.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells of the events that were taken in one go: one span for all of them, linked to every trace
 * that they come from, and part of that trace where it is only one. For one thread.
 */
public final class ConsumedEvents {

  /** What is read again at a start is no part of the trace of long ago. */
  private static final Duration PRESENT = Duration.ofMinutes(5);

  /** A batch of more origins than this says nothing by its links. */
  private static final int MOST_LINKS = 32;

  private final Tracer tracer;
  private final InstantSource clock;
  private final String name;
  private final Set<SpanContext> origins = new LinkedHashSet<>();
  private Instant began;
  private long events;

  private ConsumedEvents(Tracer tracer, InstantSource clock, String name) {
    this.tracer = tracer;
    this.clock = clock;
    this.name = name;
  }

  /**
   * @param on false makes every call return at once
   * @param name of the spans: what is done with the events
   */
  public static ConsumedEvents of(
      OpenTelemetry telemetry, boolean on, InstantSource clock, String name) {
    return new ConsumedEvents(on ? telemetry.getTracer("gatewayz") : null, clock, name);
  }

  /** Notes an event of the batch. */
  public void saw(ConsumerRecord<?, ?> event) {
    if (tracer == null) {
      return;
    }
    Instant now = clock.instant();
    if (event.timestamp() < now.minus(PRESENT).toEpochMilli()) {
      return;
    }
    TraceParent.of(event.headers())
        .ifPresent(
            origin -> {
              began = began == null ? now : began;
              events++;
              if (origins.size() < MOST_LINKS) {
                origins.add(origin);
              }
            });
  }

  /** Says that what was noted has been dealt with; the next batch begins. */
  public void done() {
    if (tracer == null || origins.isEmpty()) {
      return;
    }
    SpanBuilder span =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(began)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.batch.message_count", events);
    origins.forEach(span::addLink);
    if (origins.size() == 1) {
      span.setParent(Context.root().with(Span.wrap(origins.iterator().next())));
    } else {
      span.setNoParent();
    }
    span.startSpan().end(clock.instant());
    origins.clear();
    events = 0;
    began = null;
  }
}
