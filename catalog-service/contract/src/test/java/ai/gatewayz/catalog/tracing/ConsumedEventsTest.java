package ai.gatewayz.catalog.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumedEventsTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String ONE = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .build();
  private final ConsumedEvents events =
      ConsumedEvents.of(telemetry, true, InstantSource.fixed(NOON), "take");

  @Test
  void aBatchOfOneTraceIsPartOfIt() {
    events.saw(event(ONE, NOON));
    events.saw(event(ONE, NOON));
    events.saw(event(null, NOON));
    events.done();
    SpanData span = only();
    assertEquals(TRACE, span.getTraceId());
    assertEquals("b7ad6b7169203331", span.getParentSpanId());
    assertEquals(1, span.getLinks().size());
    assertEquals(SpanKind.CONSUMER, span.getKind());
    assertEquals("take", span.getName());
  }

  @Test
  void aBatchOfSeveralTracesIsLinkedToThem() {
    events.saw(event(ONE, NOON));
    events.saw(event(OTHER, NOON));
    events.done();
    SpanData span = only();
    assertEquals(2, span.getLinks().size());
    assertEquals("0000000000000000", span.getParentSpanId());
  }

  @Test
  void whatIsReadAgainLongAfterwardsIsNoPartOfTheTrace() {
    events.saw(event(ONE, NOON.minusSeconds(3_600)));
    events.done();
    assertEquals(List.of(), exported.getFinishedSpanItems());
  }

  @Test
  void eachBatchTellsOfItself() {
    events.saw(event(ONE, NOON));
    events.done();
    events.done();
    events.saw(event(OTHER, NOON));
    events.done();
    assertEquals(2, exported.getFinishedSpanItems().size());
    assertEquals(1, exported.getFinishedSpanItems().getLast().getLinks().size());
  }

  @Test
  void offItTellsNothing() {
    ConsumedEvents off = ConsumedEvents.of(telemetry, false, InstantSource.fixed(NOON), "take");
    off.saw(event(ONE, NOON));
    off.done();
    assertEquals(List.of(), exported.getFinishedSpanItems());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-zz",
        "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
      })
  void whatIsNoTraceContextIsNone(String text) {
    assertEquals(Optional.empty(), TraceParent.parse(text));
  }

  @Test
  void readsWhatItWrites() {
    assertEquals(ONE, TraceParent.of(TraceParent.parse(ONE).orElseThrow()));
  }

  private SpanData only() {
    assertEquals(1, exported.getFinishedSpanItems().size());
    return exported.getFinishedSpanItems().getFirst();
  }

  private static ConsumerRecord<String, byte[]> event(String traceparent, Instant at) {
    RecordHeaders headers = new RecordHeaders();
    TraceParent.add(headers, traceparent);
    return new ConsumerRecord<>(
        "topic",
        0,
        0,
        at.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        null,
        headers,
        Optional.empty());
  }
}
