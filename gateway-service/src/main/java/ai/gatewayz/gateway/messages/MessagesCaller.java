package ai.gatewayz.gateway.messages;

import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.protocol.CallerProtocol;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.providers.dialect.Protocol;
import java.util.Optional;

/** How callers of Messages are answered by providers that speak it. */
final class MessagesCaller implements CallerProtocol {

  private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

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
  public String keepAlive() {
    return PING;
  }
}
