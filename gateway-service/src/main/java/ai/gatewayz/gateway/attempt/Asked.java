package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.media.Pictures;
import ai.gatewayz.gateway.media.Sound;
import ai.gatewayz.gateway.media.Transcript;
import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.ranking.Ranking;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.dialect.Operation;
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
      return form(request.operation());
    }
    return target.asWritten() ? spoken.caller().asWritten() : spoken.in(request).form().get();
  }

  private static AnswerForm form(Operation operation) {
    return switch (operation) {
      case CHAT, COMPLETIONS, EMBEDDINGS -> AnswerForm.CHAT;
      case RERANK -> new Ranking();
      case IMAGES -> new Pictures();
      case SPEECH -> Sound.NO_TEXT;
      case TRANSCRIPTIONS -> new Transcript();
    };
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

  /** The kinds of answers that are read. */
  String accept() {
    if (request.stream() || target.streamed()) {
      return "text/event-stream";
    }
    return switch (request.operation()) {
      case SPEECH, TRANSCRIPTIONS -> "*/*";
      case CHAT, COMPLETIONS, EMBEDDINGS, RERANK, IMAGES -> "application/json";
    };
  }

  /** Whether an answer of such a content type is passed on byte by byte. */
  boolean passes(String contentType) {
    return switch (request.operation()) {
      case SPEECH -> Sound.is(contentType);
      case TRANSCRIPTIONS -> Transcript.streams(contentType);
      case CHAT, COMPLETIONS, EMBEDDINGS, RERANK, IMAGES -> false;
    };
  }

  /** Headers of the caller's that go along. */
  Map<String, String> headers() {
    String type = request.body().contentType();
    if (!type.isEmpty()) {
      return Map.of("content-type", type);
    }
    return target.asWritten() ? request.spoken().headers() : Map.of();
  }

  /** Below the base URL of the provider. */
  String path() {
    return target.asWritten()
        ? request.spoken().caller().protocol().path()
        : candidate.provider().dialect().path(request.operation());
  }
}
