package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an attempt sends, and to whom.
 *
 * @param request as it is sent: in the caller's own protocol, or said as a chat completion
 * @param traceparent trace context to send along; null for none
 */
record Asked(Candidate candidate, CompletionRequest request, Target target, String traceparent) {

  /** How the answer is read, and written for the caller. */
  AnswerForm form() {
    Spoken spoken = request.spoken();
    if (spoken == null) {
      return AnswerForm.CHAT;
    }
    return target.asWritten() ? spoken.caller().asWritten() : spoken.in(request).form().get();
  }

  /** Fields of the request that the provider is not sent, for the caller to read. */
  List<String> dropped() {
    if (request.spoken() == null || target.asWritten()) {
      return List.of();
    }
    List<String> dropped = request.spoken().in(request).dropped();
    return request.thoughts() && !target.thinks()
        ? Stream.concat(dropped.stream(), Stream.of("thinking")).distinct().toList()
        : dropped;
  }

  /** Headers of the caller's that go along. */
  Map<String, String> headers() {
    return target.asWritten() ? request.spoken().headers() : Map.of();
  }

  /** Below the base URL of the provider. */
  String path() {
    return target.asWritten()
        ? request.spoken().caller().protocol().path()
        : request.operation().path();
  }
}
