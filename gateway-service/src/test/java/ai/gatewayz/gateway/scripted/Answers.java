package ai.gatewayz.gateway.scripted;

import java.io.IOException;

/** Good answers, of numbered words: which of them arrived, and from whom, can be told. */
public final class Answers {

  private static final String USAGE =
      "{\"prompt_tokens\":12,\"completion_tokens\":%d,\"total_tokens\":%d}";

  private Answers() {}

  /** The words of one answer: {@code a1 a2 …}. */
  public static String text(String prefix, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= words; i++) {
      text.append(prefix).append(i).append(' ');
    }
    return text.toString();
  }

  /** A good answer in the form that was asked for. */
  public static Script good(String prefix, int words) {
    return (call, exchange) -> {
      if (!call.streamed()) {
        exchange.json(200, "", plain(call.model(), text(prefix, words), words));
        return;
      }
      exchange.beginStream();
      words(exchange, prefix, 1, words);
      finish(call, exchange, words);
    };
  }

  /** An answer that is not streamed. */
  public static String plain(String model, String text, int tokens) {
    return """
        {"id":"1","object":"chat.completion","created":1,"model":"%s","choices":[{"index":0,\
        "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],"usage":%s}"""
        .formatted(model, text, USAGE.formatted(tokens, 12 + tokens));
  }

  /** Sends the words of a stream from one number to another, each a chunk. */
  public static void words(Exchange exchange, String prefix, int from, int to) throws IOException {
    for (int i = from; i <= to; i++) {
      exchange.send(chunk("{\"content\":\"" + prefix + i + " \"}", "null"));
    }
  }

  public static void role(Exchange exchange) throws IOException {
    exchange.send(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
  }

  /** The end of a stream: the reason, the usage where it was asked for, and the last word. */
  public static void finish(Call call, Exchange exchange, int tokens) throws IOException {
    exchange.send(chunk("{}", "\"stop\""));
    if (call.body().path("stream_options").path("include_usage").asBoolean()) {
      exchange.send(
          "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":"
              + USAGE.formatted(tokens, 12 + tokens)
              + "}\n\n");
    }
    exchange.send("data: [DONE]\n\n");
    exchange.endStream();
  }

  public static String chunk(String delta, String finishReason) {
    return "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finishReason
        + "}]}\n\n";
  }
}
