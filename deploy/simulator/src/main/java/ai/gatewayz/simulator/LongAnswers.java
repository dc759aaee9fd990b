package ai.gatewayz.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers of many megabytes, of which each is made once. */
final class LongAnswers {

  private static final int EVENT = 64 * 1024;
  private static final int MEGABYTE = 1024 * 1024;
  private static final String TOKEN =
      "{\"token\":\" a\",\"logprob\":-0.25,\"bytes\":[32,97],\"top_logprobs\":[]}";
  private static final String BEGIN = "{\"id\":\"sim-1\",\"choices\":[{\"index\":0,";

  private static final Map<Fault.LongAnswer, Buffer> MADE = new ConcurrentHashMap<>();

  private LongAnswers() {}

  static void send(HttpServerResponse response, Fault.LongAnswer fault) {
    response.putHeader("Content-Type", fault.events() ? "text/event-stream" : "application/json");
    response.end(MADE.computeIfAbsent(fault, LongAnswers::make));
  }

  private static Buffer make(Fault.LongAnswer fault) {
    int bytes = fault.megabytes() * MEGABYTE;
    Buffer all = Buffer.buffer();
    if (!fault.events()) {
      return all.appendString(BEGIN)
          .appendString("\"message\":{\"role\":\"assistant\",\"content\":\" a\"},")
          .appendString(tokens(bytes))
          .appendString(",\"finish_reason\":\"stop\"}]}");
    }
    String event =
        "data: "
            + BEGIN
            + "\"delta\":{\"content\":\" a\"},"
            + tokens(EVENT)
            + ",\"finish_reason\":null}]}\n\n";
    while (all.length() + event.length() < bytes) {
      all.appendString(event);
    }
    return all.appendString("data: " + BEGIN + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
        .appendString("data: [DONE]\n\n");
  }

  private static String tokens(int bytes) {
    StringBuilder tokens = new StringBuilder("\"logprobs\":{\"content\":[").append(TOKEN);
    while (tokens.length() < bytes) {
      tokens.append(',').append(TOKEN);
    }
    return tokens.append("]}").toString();
  }
}
