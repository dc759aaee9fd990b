package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.chattoresponses.Asked;
import ai.gatewayz.gateway.chattoresponses.ChatToResponse;
import ai.gatewayz.gateway.chattoresponses.ChatToResponseEvents;
import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.protocol.ChatTree;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.whole.GarbledException;
import java.util.Optional;

/** A chat completion, written as a response. */
final class TranslatedResponse implements AnswerForm {

  private final Asked asked;
  private final ChatTree chat = new ChatTree();

  /** What the tree was read from; null for nothing yet. */
  private byte[] read;

  TranslatedResponse(Asked asked) {
    this.asked = asked;
  }

  @Override
  public Chunk readWhole(Bytes body) {
    read = body.array();
    return chat.whole(body);
  }

  @Override
  public Bytes writeWhole(Bytes body, Usage usage, long written) throws GarbledException {
    // What was put together of a stream was not read as a whole before.
    return Bytes.of(
        read == body.array()
            ? ChatToResponse.of(chat.root(), usage, written, asked)
            : ChatToResponse.of(body, usage, written, asked));
  }

  @Override
  public Optional<EventForm> events() {
    return Optional.of(new ChatToResponseEvents(asked));
  }
}
