package ai.gatewayz.bench.protocol;

import java.util.function.IntFunction;

/**
 * What the provider answers in one protocol, some 180 tokens of it.
 *
 * @param whole in one, about 1 KiB
 * @param opening the events before the first piece
 * @param piece one of a stream, by its number
 * @param end the events after the last piece, with the usage
 */
public record Answer(String whole, String opening, IntFunction<String> piece, String end) {

  private static final String TEXT = "It routes each request to a provider that works. ".repeat(15);

  private static final String RESPONSE_USAGE =
      "{\"input_tokens\":31,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":180,"
          + "\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":211}";

  private static final Answer CHAT =
      new Answer(
          "{\"id\":\"bench\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
              + "\"message\":{\"role\":\"assistant\",\"content\":\""
              + TEXT
              + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":180,"
              + "\"total_tokens\":211}}",
          "",
          number -> chunk("{\"content\":\" piece-" + number + "\"}", "null"),
          chunk("{}", "\"stop\"")
              + "data:"
              + " {\"id\":\"bench\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":180,\"total_tokens\":211}}\n\n"
              + "data: [DONE]\n\n");

  private static final Answer MESSAGES =
      new Answer(
          "{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\""
              + TEXT
              + "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":31,\"output_tokens\":180}}",
          event(
                  "message_start",
                  "\"message\":{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],"
                      + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":31,\"output_tokens\":1}}")
              + event(
                  "content_block_start",
                  "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
          number ->
              event(
                  "content_block_delta",
                  "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" piece-"
                      + number
                      + "\"}"),
          event("content_block_stop", "\"index\":0")
              + event(
                  "message_delta",
                  "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":180}")
              + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");

  private static final Answer RESPONSES =
      new Answer(
          response("completed", message(TEXT), RESPONSE_USAGE),
          event(
                  "response.created",
                  "\"sequence_number\":0,\"response\":" + response("in_progress", "", "null"))
              + event(
                  "response.output_item.added",
                  "\"sequence_number\":1,\"output_index\":0,\"item\":{\"type\":\"message\",\"id\":\"msg\",\"role\":\"assistant\","
                      + "\"status\":\"in_progress\",\"content\":[]}")
              + event(
                  "response.content_part.added",
                  "\"sequence_number\":2,\"item_id\":\"msg\",\"output_index\":0,\"content_index\":0,\"part\":"
                      + "{\"type\":\"output_text\",\"text\":\"\",\"annotations\":[]}"),
          number ->
              event(
                  "response.output_text.delta",
                  "\"sequence_number\":"
                      + (3 + number)
                      + ",\"item_id\":\"msg\",\"output_index\":0,\"content_index\":0,\"delta\":\""
                      + " piece-"
                      + number
                      + "\",\"logprobs\":[]"),
          event(
              "response.completed",
              "\"sequence_number\":9999,\"response\":"
                  + response("completed", message(TEXT), RESPONSE_USAGE)));

  public static Answer in(Protocol protocol) {
    return switch (protocol) {
      case CHAT -> CHAT;
      case MESSAGES -> MESSAGES;
      case RESPONSES -> RESPONSES;
    };
  }

  private static String chunk(String delta, String finish) {
    return "data:"
        + " {\"id\":\"bench\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
        + "[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static String event(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
  }

  private static String response(String status, String output, String usage) {
    return "{\"id\":\"resp_bench\",\"object\":\"response\",\"created_at\":1,\"status\":\""
        + status
        + "\",\"error\":null,\"model\":\"m\",\"output\":["
        + output
        + "],\"usage\":"
        + usage
        + ",\"store\":false}";
  }

  private static String message(String text) {
    return "{\"type\":\"message\",\"id\":\"msg\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":"
        + "[{\"type\":\"output_text\",\"text\":\""
        + text
        + "\",\"annotations\":[]}]}";
  }
}
