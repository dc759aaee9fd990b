package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.chattoresponses.Asked;
import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.protocol.CallerProtocol;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.providers.dialect.Protocol;
import java.util.Optional;

/** How one caller of Responses is answered by providers that speak it. */
final class ResponsesCaller implements CallerProtocol {

  /** Without a blank line: some clients take each for an event. */
  private static final String COMMENT = ": waiting for the first token\n";

  private final Asked asked;

  /**
   * @param asked what an answer needs that its provider does not end
   */
  ResponsesCaller(Asked asked) {
    this.asked = asked;
  }

  @Override
  public Protocol protocol() {
    return Protocol.RESPONSES;
  }

  @Override
  public AnswerForm asWritten() {
    return new AnswerForm() {
      @Override
      public Chunk readWhole(Bytes body) {
        return NativeResponse.read(body);
      }

      @Override
      public Bytes writeWhole(Bytes body, Usage usage, long written) {
        return body;
      }

      @Override
      public Optional<EventForm> events() {
        return Optional.of(new NativeEvents(asked));
      }
    };
  }

  @Override
  public String keepAlive() {
    return COMMENT;
  }
}
