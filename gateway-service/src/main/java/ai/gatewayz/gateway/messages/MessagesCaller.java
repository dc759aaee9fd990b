package ai.gatewayz.gateway.messages;

import ai.gatewayz.gateway.chattomessages.Asked;
import ai.gatewayz.gateway.chattomessages.ChatToMessage;
import ai.gatewayz.gateway.chattomessages.ChatToMessageEvents;
import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.protocol.CallerProtocol;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.whole.GarbledException;
import ai.gatewayz.providers.dialect.Protocol;
import java.util.Optional;

/** How one caller of Messages is answered. */
final class MessagesCaller implements CallerProtocol {

  private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

  private final Asked asked;

  MessagesCaller(Asked asked) {
    this.asked = asked;
  }

  @Override
  public Protocol protocol() {
    return Protocol.MESSAGES;
  }

  @Override
  public AnswerForm asWritten() {
    return new AnswerForm() {
      @Override
      public Chunk readWhole(Bytes body) {
        return NativeMessage.read(body);
      }

      @Override
      public Bytes writeWhole(Bytes body, Usage usage, long written) {
        return body;
      }

      @Override
      public Optional<EventForm> events() {
        return Optional.of(new NativeEvents());
      }
    };
  }

  @Override
  public AnswerForm translated() {
    return new AnswerForm() {
      @Override
      public Chunk readWhole(Bytes body) {
        return CHAT.readWhole(body);
      }

      @Override
      public Bytes writeWhole(Bytes body, Usage usage, long written) throws GarbledException {
        return Bytes.of(ChatToMessage.of(body, usage, written, asked));
      }

      @Override
      public Optional<EventForm> events() {
        return Optional.of(new ChatToMessageEvents(asked));
      }
    };
  }

  @Override
  public String keepAlive() {
    return PING;
  }
}
