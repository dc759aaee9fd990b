package ai.gatewayz.gateway.completion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The protocols of callers: how each asks, and how it is told what a scenario is about. */
enum Speech {
  CHAT("/v1/chat/completions", "/choices/0/message/content") {
    @Override
    String piece(JsonNode event) {
      return event.at("/choices/0/delta/content").asText("");
    }

    @Override
    boolean isWhole(Caller.Answer answer) {
      return answer.events().getLast().equals("[DONE]");
    }

    @Override
    String brokenOffBy(JsonNode last) {
      return last.at("/error/code").asText();
    }
  },

  MESSAGES("/v1/messages", "/content/0/text") {
    @Override
    String piece(JsonNode event) {
      return event.at("/delta/text").asText("");
    }

    @Override
    boolean isWhole(Caller.Answer answer) {
      return MessagesScene.names(answer).getLast().equals("message_stop");
    }

    @Override
    String brokenOffBy(JsonNode last) {
      return last.at("/error/code").asText();
    }

    /** Its clients know no status of a gateway but 504. */
    @Override
    int status(int ofChat) {
      return switch (ofChat) {
        case 502 -> 500;
        case 503 -> 529;
        default -> ofChat;
      };
    }
  },

  RESPONSES("/v1/responses", "/output/0/content/0/text") {
    @Override
    String piece(JsonNode event) {
      return event.path("type").asText().equals("response.output_text.delta")
          ? event.path("delta").asText()
          : "";
    }

    @Override
    boolean isWhole(Caller.Answer answer) {
      return MessagesScene.names(answer).getLast().equals("response.completed");
    }

    @Override
    String brokenOffBy(JsonNode last) {
      return last.at("/response/error/code").asText();
    }

    @Override
    String code(String ofChat) {
      return ofChat.equals("rate_limited") ? "rate_limit_exceeded" : ofChat;
    }
  };

  final String path;
  private final String whole;

  Speech(String path, String whole) {
    this.path = path;
    this.whole = whole;
  }

  String body(String model, boolean stream, boolean prefill) {
    ObjectNode body = Caller.JSON.createObjectNode().put("model", model).put("stream", stream);
    if (this == MESSAGES) {
      body.put("max_tokens", 1_000);
    }
    var turns = body.putArray(this == RESPONSES ? "input" : "messages");
    turns.addObject().put("role", "user").put("content", "words:60");
    if (prefill) {
      turns.addObject().put("role", "assistant").put("content", "words:60");
    }
    return body.toString();
  }

  /** What the caller reads. */
  String text(Caller.Answer answer) throws Exception {
    if (!answer.header("content-type").startsWith("text/event-stream")) {
      return answer.at(whole);
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode event : answer.chunks()) {
      text.append(piece(event));
    }
    return text.toString();
  }

  abstract String piece(JsonNode event);

  /** Whether a stream ended as those do that are whole. */
  abstract boolean isWhole(Caller.Answer answer);

  /** The code in the last event of a stream that broke off. */
  abstract String brokenOffBy(JsonNode last);

  int status(int ofChat) {
    return ofChat;
  }

  String code(String ofChat) {
    return ofChat;
  }
}
