package ai.gatewayz.gateway.tracing;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.outcome.AttemptOutcome;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.gateway.usage.UsageRecord;
import ai.gatewayz.providers.ApiKey;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.openai.OpenAi;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracingTest {

  private static final String CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String KEY = "sk-canary-5f1c";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final Tracing tracing =
      new Tracing(
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(exported))
                      .build())
              .build(),
          false);

  private static Candidate candidate(String provider) {
    return new Candidate(
        new Provider(
            provider,
            new OpenAi(),
            URI.create("https://" + provider + ".example/v1"),
            Optional.empty(),
            Optional.of(new ApiKey(KEY))),
        new OfferView(chat(provider, "vendor/name"), null),
        "vendor/name:whatever the caller wrote");
  }

  private static AttemptOutcome outcome(Candidate candidate, Finding finding, Usage usage) {
    boolean answered = finding == Finding.ANSWERED;
    return new AttemptOutcome(
        candidate.offer(),
        Operation.CHAT,
        true,
        new Evidence(finding, answered ? 0 : 503, Optional.empty(), "the provider's words"),
        answered ? Duration.ofMillis(120) : null,
        Duration.ofMillis(500),
        usage);
  }

  private static UsageRecord record(Candidate candidate, Result result, String code) {
    return new UsageRecord(
        "request-1",
        "holder",
        Operation.CHAT,
        candidate,
        result,
        code,
        2,
        "down:overloaded",
        new Tokens(12, 34, 0, 0, 0, false, null),
        0,
        Duration.ofSeconds(1));
  }

  @Test
  void aFailoverIsOneTraceFromTheCallerToEachProvider() {
    Candidate first = candidate("down");
    Candidate second = candidate("up");
    RequestTrace trace = tracing.start(CALLER, Operation.CHAT);
    final String toFirst = trace.attempting(first, Operation.CHAT);
    trace.attempted(outcome(first, Finding.OVERLOADED, null));
    final String toSecond = trace.attempting(second, Operation.CHAT);
    trace.attempted(outcome(second, Finding.ANSWERED, new Usage(12, 34, 0, 0)));
    trace.ended(record(second, Result.DELIVERED, null));

    List<SpanData> spans = exported.getFinishedSpanItems();
    assertEquals(3, spans.size());
    SpanData failed = spans.get(0);
    SpanData answered = spans.get(1);
    SpanData request = spans.get(2);
    spans.forEach(span -> assertEquals(CALLER.substring(3, 35), span.getTraceId()));
    assertEquals(CALLER.substring(36, 52), request.getParentSpanId());
    assertEquals(request.getSpanId(), failed.getParentSpanId());
    assertEquals(request.getSpanId(), answered.getParentSpanId());
    assertEquals(failed.getSpanId(), toFirst.substring(36, 52));
    assertEquals(answered.getSpanId(), toSecond.substring(36, 52));

    assertEquals(SpanKind.SERVER, request.getKind());
    assertEquals("POST /v1/chat/completions", request.getName());
    assertEquals(SpanKind.CLIENT, answered.getKind());
    assertEquals("chat vendor/name", answered.getName());
    assertEquals("chat", answered.getAttributes().get(SpanTrace.OPERATION));
    assertEquals("up", answered.getAttributes().get(SpanTrace.PROVIDER));
    assertEquals("vendor/name", answered.getAttributes().get(SpanTrace.MODEL));
    assertEquals(12, answered.getAttributes().get(SpanTrace.INPUT));
    assertEquals(34, answered.getAttributes().get(SpanTrace.OUTPUT));
    assertNull(answered.getAttributes().get(SpanTrace.ERROR));
    assertEquals("overloaded", failed.getAttributes().get(SpanTrace.ERROR));
    assertEquals(503, failed.getAttributes().get(SpanTrace.STATUS));
    assertEquals(StatusCode.ERROR, failed.getStatus().getStatusCode());
    assertEquals(StatusCode.UNSET, request.getStatus().getStatusCode());
  }

  @Test
  void neitherKeysNorAnybodysWordsAreInIt() {
    Candidate candidate = candidate("up");
    RequestTrace trace = tracing.start(null, Operation.CHAT);
    trace.attempting(candidate, Operation.CHAT);
    trace.attempted(outcome(candidate, Finding.OVERLOADED, null));
    trace.ended(record(candidate, Result.FAILED, GatewayError.PROVIDER_ERROR.code()));
    for (SpanData span : exported.getFinishedSpanItems()) {
      String all = span.toString();
      assertFalse(all.contains(KEY), all);
      assertFalse(all.contains("words"), all);
      assertFalse(all.contains("whatever the caller wrote"), all);
      assertTrue(span.getAttributes().get(SpanTrace.ERROR) != null, all);
    }
    assertEquals(2, exported.getFinishedSpanItems().size());
  }

  @Test
  void anAttemptWhoseCallerHasLeftEndsWithTheRequest() {
    Candidate candidate = candidate("slow");
    RequestTrace trace = tracing.start(null, Operation.CHAT);
    trace.attempting(candidate, Operation.CHAT);
    trace.ended(record(candidate, Result.ABANDONED, null));
    assertEquals(
        List.of("chat vendor/name", "POST /v1/chat/completions"),
        exported.getFinishedSpanItems().stream().map(SpanData::getName).toList());
  }

  @Test
  void aRequestThatWasWrongIsNoErrorOfOurs() {
    tracing
        .start(null, Operation.CHAT)
        .ended(record(null, Result.FAILED, GatewayError.MODEL_NOT_FOUND.code()));
    SpanData request = exported.getFinishedSpanItems().getFirst();
    assertEquals("model_not_found", request.getAttributes().get(SpanTrace.ERROR));
    assertEquals(StatusCode.UNSET, request.getStatus().getStatusCode());
  }

  @Test
  void offItIsOneObjectForAllRequestsAndAllocatesNothing() {
    Tracing off = new Tracing(OpenTelemetry.noop(), true);
    Candidate candidate = candidate("up");
    AttemptOutcome outcome = outcome(candidate, Finding.ANSWERED, null);
    UsageRecord record = record(candidate, Result.DELIVERED, null);
    assertSame(RequestTrace.NONE, off.start(CALLER, Operation.CHAT));
    assertNull(RequestTrace.NONE.attempting(candidate, Operation.CHAT));
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      RequestTrace trace = off.start(CALLER, Operation.CHAT);
      trace.attempting(candidate, Operation.CHAT);
      trace.attempted(outcome);
      trace.ended(record);
    }
    // A byte a request would be ten thousand.
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 10_000);
  }
}
