package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With tracing on: one trace from a caller to a provider, and one from a sync to routing. */
@OnRunningStack
class TracingIT {

  private static final String MODEL = "meta-llama/Llama-3.3-70B-Instruct";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void aRequestIsOneTraceFromItsCallerToTheProvider(Gateway gateway, Traces traces) {
    await().atMost(PATIENCE).until(() -> traced(gateway).status() == 200);
    await().atMost(PATIENCE).until(() -> of(traces, TRACE, "gateway-service").size() >= 2);
    List<Traces.Span> spans = of(traces, TRACE, "gateway-service");
    Traces.Span request = named(spans, "POST /v1/chat/completions").getLast();
    assertEquals(CALLER, request.parent());
    assertFalse(
        named(spans, "chat " + MODEL).stream()
            .filter(attempt -> attempt.parent().equals(request.id()))
            .toList()
            .isEmpty());
    assertFalse(traces.text().contains("Say hello"), "a prompt is in a trace");
  }

  @Test
  void aSyncIsFollowedThroughItsEventsToWhoeverTakesThem(Traces traces) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                named(traces.spans(), "sync").stream()
                    .anyMatch(
                        sync ->
                            reaches(traces, sync, "health-service", "watch")
                                && reaches(traces, sync, "gateway-service", "route by")));
  }

  private static boolean reaches(Traces traces, Traces.Span sync, String service, String name) {
    List<String> published =
        named(of(traces, sync.trace(), "catalog-service"), "publish").stream()
            .filter(span -> span.parent().equals(sync.id()))
            .map(Traces.Span::id)
            .toList();
    return named(traces.spans(), name).stream()
        .filter(span -> span.service().equals(service))
        .anyMatch(span -> span.links().stream().anyMatch(published::contains));
  }

  private static Gateway.Answer traced(Gateway gateway) throws Exception {
    return gateway.complete(MODEL, true, "00-" + TRACE + "-" + CALLER + "-01");
  }

  private static List<Traces.Span> of(Traces traces, String trace, String service) {
    return traces.spans().stream()
        .filter(span -> span.trace().equals(trace) && span.service().equals(service))
        .toList();
  }

  private static List<Traces.Span> named(List<Traces.Span> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }
}
