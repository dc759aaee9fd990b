package ai.gatewayz.gateway.messages;

import ai.gatewayz.gateway.chattomessages.Asked;
import ai.gatewayz.gateway.chattomessages.ChatToMessage;
import ai.gatewayz.gateway.chattomessages.ChatToMessageEvents;
import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.protocol.ChatTree;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.whole.GarbledException;
import java.util.Optional;

/** A chat completion, written as a message. */
final class TranslatedMessage implements AnswerForm {

  private final Asked asked;
  private final ChatTree chat = new ChatTree();

  /** What the tree was read from; null for nothing yet. */
  private byte[] read;

  TranslatedMessage(Asked asked) {
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
            ? ChatToMessage.of(chat.root(), usage, written, asked)
            : ChatToMessage.of(body, usage, written, asked));
  }

  @Override
  public Optional<EventForm> events() {
    return Optional.of(new ChatToMessageEvents(asked));
  }
}
