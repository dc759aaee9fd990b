package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.chattoresponses.Asked;
import ai.gatewayz.gateway.request.BodyScanner;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.request.Translating;
import ai.gatewayz.gateway.responsestochat.ResponsesToChat;
import ai.gatewayz.gateway.responsestochat.Translation;
import ai.gatewayz.providers.dialect.Operation;
import java.time.Instant;
import java.util.Map;

/** Reads a request of Responses: as it is, and said as a chat completion. Pure. */
final class ResponsesReader implements BodyScanner {

  private final Instant asked;

  /**
   * @param asked when the request came
   */
  ResponsesReader(Instant asked) {
    this.asked = asked;
  }

  @Override
  public int quick() {
    return Translating.QUICK;
  }

  @Override
  public CompletionRequest scan(RequestBody body) {
    CompletionRequest written = RequestScanner.scanForeign(body);
    Translation chat =
        Translating.within(body, () -> ResponsesToChat.of(body.bytes(), body.length()));
    CompletionRequest translated =
        RequestScanner.scan(Operation.CHAT, body.translatedTo(chat.body()));
    ResponsesCaller caller =
        new ResponsesCaller(
            new Asked(
                translated.model(),
                translated.promptTokens(),
                chat.echo(),
                chat.custom(),
                chat.carried(),
                asked.getEpochSecond()));
    return translated.translationOf(
        new Spoken(caller, written, Map.of(), chat.dropped(), chat.only(), chat.unsigned()),
        chat.thoughts());
  }
}
