package ai.gatewayz.gateway.messages;

import ai.gatewayz.gateway.error.ErrorForm;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.UsageReader;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The events of a message as a provider writes them, which the caller gets as they are. */
final class NativeEvents implements EventForm {

  private static final byte[] NOTHING = {};

  /** Kept until the end of the stream, whatever a provider calls them. */
  private static final int MOST_COUNTS = 32;

  private static final int SHORT = 16;
  private static final byte[] STOP =
      "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** What was told first, with what was told of it later. */
  private final ObjectNode usage = Trees.ANSWERS.createObjectNode();

  private boolean stopped;

  @Override
  public Chunk read(Bytes data) {
    JsonNode event = Trees.answer(data);
    if (event.isMissingNode()) {
      // Some end their streams of either protocol with the same word.
      return data.length() < SHORT
              && new String(data.copy(), StandardCharsets.US_ASCII).strip().equals("[DONE]")
          ? new Chunk.Other()
          : new Chunk.Garbage();
    }
    return switch (event.path("type").asText()) {
      case "message_start" -> {
        merge(event.path("message").path("usage"));
        yield part(false, false, false, 0);
      }
      case "content_block_start" -> content(event.path("content_block"));
      case "content_block_delta" -> content(event.path("delta"));
      case "message_delta" -> {
        merge(event.path("usage"));
        yield part(false, event.path("delta").path("stop_reason").isTextual(), false, 0);
      }
      case "message_stop" -> new Chunk.Done();
      default -> NativeMessage.isError(event) ? new Chunk.Error(data.copy()) : new Chunk.Other();
    };
  }

  private Chunk content(JsonNode piece) {
    TokenMeter meter = new TokenMeter();
    boolean speaks = NativeMessage.said(piece, meter);
    boolean thinks = !piece.path("type").asText().startsWith("text");
    return part(speaks, false, thinks, meter.quarters());
  }

  private Chunk part(boolean speaks, boolean ends, boolean thinks, long said) {
    return Chunk.Part.of(speaks, ends, false, thinks, said, UsageReader.of(usage));
  }

  /** How many counts of tokens are kept. */
  int counts() {
    return usage.size();
  }

  private void merge(JsonNode told) {
    told.properties()
        .forEach(
            member -> {
              boolean room = usage.size() < MOST_COUNTS || usage.has(member.getKey());
              if (member.getValue().isNumber() && room) {
                usage.set(member.getKey(), member.getValue());
              }
            });
  }

  @Override
  public Bytes write(Chunk chunk, Bytes data, Bytes event) {
    return switch (chunk) {
      case Chunk.Done ignored -> {
        stopped = true;
        yield event;
      }
      case Chunk.Part ignored -> event;
      // A ping, or what is newer than this.
      case Chunk.Other ignored -> data.startsWith('{') ? event : Bytes.NONE;
      case Chunk.Nothing ignored -> event.startsWith(':') ? event : Bytes.NONE;
      case Chunk.Garbage ignored -> Bytes.NONE;
      case Chunk.Error ignored -> Bytes.NONE;
      case Chunk.Vectors ignored -> Bytes.NONE;
    };
  }

  @Override
  public byte[] end() {
    return stopped ? NOTHING : STOP.clone();
  }

  @Override
  public byte[] error(Failure failure, String requestId) {
    return ErrorForm.ANTHROPIC.event(failure, requestId);
  }
}
