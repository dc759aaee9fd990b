package ai.gatewayz.gateway.messages;

import ai.gatewayz.gateway.chattomessages.Asked;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.messagestochat.MessagesConversation;
import ai.gatewayz.gateway.messagestochat.MessagesToChat;
import ai.gatewayz.gateway.messagestochat.Translation;
import ai.gatewayz.gateway.request.BodyScanner;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.request.Translated;
import ai.gatewayz.gateway.request.Translating;
import ai.gatewayz.providers.dialect.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads a request of Messages, and says it as a chat completion where one is needed. Pure. */
final class MessagesReader implements BodyScanner {

  private static final String VERSION = "anthropic-version";
  private static final String BETA = "anthropic-beta";

  /** What every provider of the protocol takes. */
  private static final String USUAL_VERSION = "2023-06-01";

  private static final int LONGEST_HEADER = 1_024;

  private final Map<String, String> headers;
  private final boolean answered;

  private MessagesReader(Map<String, String> headers, boolean answered) {
    this.headers = headers;
    this.answered = answered;
  }

  /**
   * Of a request that is to be answered.
   *
   * @param headers the caller's, by their names in lower case; null where absent
   */
  static MessagesReader answered(UnaryOperator<String> headers) {
    Map<String, String> passed = new LinkedHashMap<>();
    String version = headers.apply(VERSION);
    passed.put(VERSION, passes(version) ? version : USUAL_VERSION);
    String beta = headers.apply(BETA);
    if (passes(beta)) {
      passed.put(BETA, beta);
    }
    return new MessagesReader(passed, true);
  }

  /** Of a request whose tokens are to be counted, which needs no limit of them. */
  static MessagesReader counted() {
    return new MessagesReader(Map.of(), false);
  }

  /** Whether it goes along to a provider: nothing that could end a header's line. */
  private static boolean passes(String header) {
    return header != null
        && !header.isBlank()
        && header.length() <= LONGEST_HEADER
        && header.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  @Override
  public int quick() {
    return answered ? BodyScanner.super.quick() : Translating.QUICK;
  }

  @Override
  public CompletionRequest scan(RequestBody body) {
    MessagesConversation conversation = new MessagesConversation();
    CompletionRequest request = RequestScanner.scan(body, conversation);
    if (!answered) {
      return RequestScanner.count(body.translatedTo(translation(body).body()));
    }
    if (request.maxTokens() < 1) {
      throw Failure.field("max_tokens", "max_tokens must be a whole number of at least 1.")
          .exception();
    }
    return request.spokenAs(
        new Spoken(new MessagesCaller(), headers, conversation, MessagesReader::translated));
  }

  private static Translation translation(RequestBody body) {
    return Translating.within(body, () -> MessagesToChat.of(body.bytes(), body.length()));
  }

  private static Translated translated(CompletionRequest request) {
    Translation chat = translation(request.body());
    CompletionRequest said =
        RequestScanner.scan(
            Operation.CHAT, Translating.possible(request.body(), chat.body(), chat.only()));
    Asked asked = new Asked(said.model(), said.promptTokens(), chat.stops());
    return new Translated(
        said.translationOf(request, chat.thoughts()),
        chat.dropped(),
        () -> new TranslatedMessage(asked));
  }
}
