package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.chattoresponses.Asked;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.request.BodyScanner;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.responsestochat.ResponsesToChat;
import ai.gatewayz.gateway.responsestochat.Translation;
import ai.gatewayz.providers.dialect.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Reads a request of Responses, said as a chat completion. Pure. */
final class ResponsesReader implements BodyScanner {

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final Instant asked;

  /**
   * @param asked when the request came
   */
  ResponsesReader(Instant asked) {
    this.asked = asked;
  }

  @Override
  public CompletionRequest scan(RequestBody body) {
    // The translation is about as long, and is held as long.
    if (!body.reserves(body.length())) {
      throw Failure.of(
              GatewayError.OVERLOADED,
              "This gateway has no room for so long a request now. Retry after 1 s.")
          .withRetryAfter(COME_BACK)
          .exception();
    }
    Translation chat = ResponsesToChat.of(body.bytes(), body.length());
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
        new Spoken(caller, null, Map.of(), chat.dropped(), "", false), chat.thoughts());
  }
}
