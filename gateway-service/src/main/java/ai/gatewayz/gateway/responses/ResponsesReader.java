package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.chattoresponses.Asked;
import ai.gatewayz.gateway.request.BodyScanner;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.request.Translated;
import ai.gatewayz.gateway.request.Translating;
import ai.gatewayz.gateway.responsestochat.ResponsesConversation;
import ai.gatewayz.gateway.responsestochat.ResponsesToChat;
import ai.gatewayz.gateway.responsestochat.Translation;
import ai.gatewayz.providers.dialect.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Reads a request of Responses, and says it as a chat completion where one is needed. Pure. */
final class ResponsesReader implements BodyScanner {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

  private final Instant at;

  /**
   * @param at when the request came
   */
  ResponsesReader(Instant at) {
    this.at = at;
  }

  @Override
  public CompletionRequest scan(RequestBody body) {
    ResponsesConversation conversation = new ResponsesConversation();
    CompletionRequest request = RequestScanner.scan(body, conversation);
    Asked asked =
        new Asked(
            request.model(), request.promptTokens(), NOTHING, Set.of(), false, at.getEpochSecond());
    return request.spokenAs(
        new Spoken(new ResponsesCaller(asked), Map.of(), conversation, this::translated));
  }

  private Translated translated(CompletionRequest request) {
    RequestBody body = request.body();
    Translation chat =
        Translating.within(body, () -> ResponsesToChat.of(body.bytes(), body.length()));
    CompletionRequest said =
        RequestScanner.scan(Operation.CHAT, Translating.possible(body, chat.body(), chat.only()));
    Asked asked =
        new Asked(
            said.model(),
            said.promptTokens(),
            chat.echo(),
            chat.custom(),
            chat.carried(),
            at.getEpochSecond());
    return new Translated(
        said.translationOf(request, chat.thoughts()),
        chat.dropped(),
        () -> new TranslatedResponse(asked));
  }
}
