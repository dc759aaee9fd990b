package ai.gatewayz.gateway.failover;

import static ai.gatewayz.gateway.failover.Heard.ASKED;
import static ai.gatewayz.gateway.failover.Heard.FALLBACK;
import static ai.gatewayz.gateway.failover.Heard.WORDS;

import ai.gatewayz.gateway.scripted.Answers;
import ai.gatewayz.gateway.scripted.Script;
import java.time.Duration;

/** What the asked models do, and the fallbacks. */
final class Scripts {

  /** Longer than any caller waits. */
  private static final Duration FOR_EVER = Duration.ofSeconds(150);

  private static final Duration FIRST_WORD = Duration.ofSeconds(20);
  private static final int CUT_AFTER = 40;
  private static final int STALLED_AFTER = 20;
  private static final int GARBLED = 30;

  static final Script GOOD = Answers.good(ASKED, WORDS);

  static final Script LIMITED =
      refusal(
          429,
          "Retry-After: 2\r\n",
          "{\"error\":{\"message\":\"Rate limit reached for requests\",\"type\":\"rate_limit_error\",\"code\":\"rate_limit_exceeded\"}}");

  static final Script RESET = (call, exchange) -> exchange.reset();

  static final Script SILENT = (call, exchange) -> exchange.silent(FOR_EVER);

  static final Script LATE =
      (call, exchange) -> {
        if (!call.streamed()) {
          exchange.silent(FIRST_WORD);
          GOOD.answer(call, exchange);
          return;
        }
        exchange.beginStream();
        Answers.role(exchange);
        exchange.silent(FIRST_WORD);
        Answers.words(exchange, ASKED, 1, WORDS);
        Answers.finish(call, exchange, WORDS);
      };

  static final Script CUT =
      streamed(
          (call, exchange) -> {
            Answers.words(exchange, ASKED, 1, CUT_AFTER);
            exchange.cut();
          });

  static final Script STALLED =
      streamed(
          (call, exchange) -> {
            Answers.words(exchange, ASKED, 1, STALLED_AFTER);
            exchange.silent(FOR_EVER);
          });

  static final Script ONE_CHUNK_GARBLED =
      streamed(
          (call, exchange) -> {
            Answers.words(exchange, ASKED, 1, GARBLED - 1);
            exchange.send(
                "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\n\n");
            Answers.words(exchange, ASKED, GARBLED + 1, WORDS);
            Answers.finish(call, exchange, WORDS);
          });

  static final Script NO_DONE =
      streamed(
          (call, exchange) -> {
            Answers.words(exchange, ASKED, 1, WORDS);
            exchange.send(Answers.chunk("{}", "\"stop\""));
            exchange.endStream();
          });

  static final Script TOO_LONG =
      ofTheRequest(
          "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens. However, your messages resulted in 9105 tokens. Please reduce the length of the messages.\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}");

  static final Script FILTERED =
      ofTheRequest(
          "{\"error\":{\"message\":\"The response was filtered due to the prompt triggering our content management policy. Please modify your prompt and retry.\",\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400}}");

  private static final Script REFUSES_PREFILL =
      refusal(
          400,
          "",
          "{\"error\":{\"message\":\"This model does not support assistant message prefill. The conversation must end with a user message.\",\"type\":\"invalid_request_error\"}}");

  /** Every fallback: it answers, but not messages that end with an assistant's. */
  static final Script OF_A_FALLBACK =
      (call, exchange) ->
          (call.lastRole().equals("assistant") ? REFUSES_PREFILL : Answers.good(FALLBACK, WORDS))
              .answer(call, exchange);

  private Scripts() {}

  static Script error(int status) {
    return refusal(
        status,
        "",
        "{\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\"}}");
  }

  /** The first call meets it, all others are answered. */
  static Script once(Script fault) {
    return (call, exchange) -> (call.nth() == 1 ? fault : GOOD).answer(call, exchange);
  }

  private static Script refusal(int status, String headers, String body) {
    return (call, exchange) -> exchange.json(status, headers, body);
  }

  /** A smaller question is answered. */
  private static Script ofTheRequest(String body) {
    return (call, exchange) -> (call.own() ? GOOD : refusal(400, "", body)).answer(call, exchange);
  }

  /** What is wrong with a stream; an answer that is not streamed is a good one. */
  private static Script streamed(Script script) {
    return (call, exchange) -> {
      if (!call.streamed()) {
        GOOD.answer(call, exchange);
        return;
      }
      exchange.beginStream();
      script.answer(call, exchange);
    };
  }
}
