package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.chattoresponses.Asked;
import ai.gatewayz.gateway.chattoresponses.BrokenOff;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.UsageReader;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** The events of a response as a provider writes them, which the caller gets as they are. */
final class NativeEvents implements EventForm {

  private static final byte[] NOTHING = {};
  private static final int SHORT = 16;

  private final BrokenOff brokenOff;

  /** The last event has been read: what follows is no part of the answer. */
  private boolean ended;

  /** And the caller has it. */
  private boolean written;

  NativeEvents(Asked asked) {
    this.brokenOff = new BrokenOff(asked);
  }

  @Override
  public Chunk read(Bytes data) {
    if (isDone(data)) {
      // Some end their streams of either protocol with the same word.
      return new Chunk.Done();
    }
    if (ended) {
      return new Chunk.Other();
    }
    JsonNode event = Trees.answer(data);
    if (event.isMissingNode()) {
      return new Chunk.Garbage();
    }
    String type = event.path("type").asText();
    return switch (type) {
      case "response.created" -> {
        brokenOff.begins(event.path("response"));
        yield numbered(event, part(false, false));
      }
      case "response.output_item.added" -> numbered(event, item(event.path("item")));
      case "response.completed", "response.incomplete" -> end(event.path("response"));
      case "response.failed" -> NativeResponse.error(event.path("response"));
      case "error" -> NativeResponse.error(event);
      default -> {
        if (event.path("error").isObject()) {
          yield NativeResponse.error(event);
        }
        yield type.startsWith("response.")
            ? numbered(event, piece(type, event))
            : new Chunk.Other();
      }
    };
  }

  private static boolean isDone(Bytes data) {
    return data.length() < SHORT
        && new String(data.copy(), StandardCharsets.US_ASCII).strip().equals("[DONE]");
  }

  private Chunk numbered(JsonNode event, Chunk chunk) {
    brokenOff.after(event.path("sequence_number"));
    return chunk;
  }

  /** A call is something for the reader as soon as it has a name. */
  private static Chunk item(JsonNode item) {
    TokenMeter meter = new TokenMeter();
    boolean speaks = NativeResponse.said(item, meter);
    return Chunk.Part.of(speaks, false, false, !isMessage(item), meter.quarters(), null);
  }

  private static boolean isMessage(JsonNode item) {
    return item.path("type").asText().equals("message");
  }

  /** What is done repeats what its pieces said. */
  private static Chunk piece(String type, JsonNode event) {
    TokenMeter meter = new TokenMeter();
    boolean speaks = type.endsWith(".delta") && NativeResponse.add(event.path("delta"), meter);
    boolean text = type.startsWith("response.output_text.") || type.startsWith("response.refusal.");
    return Chunk.Part.of(speaks, false, false, speaks && !text, meter.quarters(), null);
  }

  private Chunk end(JsonNode response) {
    ended = true;
    return Chunk.Part.of(false, true, false, false, 0, UsageReader.of(response.path("usage")));
  }

  private static Chunk part(boolean speaks, boolean ends) {
    return Chunk.Part.of(speaks, ends, false, false, 0, null);
  }

  @Override
  public Bytes write(Chunk chunk, Bytes data, Bytes event) {
    if (written) {
      return Bytes.NONE;
    }
    written = ended;
    return switch (chunk) {
      case Chunk.Part ignored -> event;
      // What is newer than this.
      case Chunk.Other ignored -> data.startsWith('{') ? event : Bytes.NONE;
      case Chunk.Nothing ignored -> event.startsWith(':') ? event : Bytes.NONE;
      case Chunk.Done ignored -> Bytes.NONE;
      case Chunk.Garbage ignored -> Bytes.NONE;
      case Chunk.Error ignored -> Bytes.NONE;
      case Chunk.Vectors ignored -> Bytes.NONE;
    };
  }

  /** An answer is whole by its last event, which the caller has then. */
  @Override
  public byte[] end() {
    return NOTHING;
  }

  @Override
  public byte[] error(Failure failure, String requestId) {
    return brokenOff.event(failure, requestId);
  }
}
