package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.protocol.CallerProtocol;
import java.util.Map;
import java.util.function.Function;

/**
 * What there is to say of a request that came in another protocol than chat completions. It is said
 * as one only where a provider has to be asked so: most of the work with such a request is that. Of
 * one thread at a time.
 */
public final class Spoken {

  private final CallerProtocol caller;
  private final Map<String, String> headers;
  private final String only;
  private final boolean unsigned;
  private final Function<CompletionRequest, Translated> translation;
  private Translated translated;

  /**
   * @param caller how it is answered
   * @param headers of the caller's that go along to providers that speak the protocol
   * @param read what was read of it
   * @param translation says it as a chat completion
   */
  public Spoken(
      CallerProtocol caller,
      Map<String, String> headers,
      Conversation read,
      Function<CompletionRequest, Translated> translation) {
    this.caller = caller;
    this.headers = Map.copyOf(headers);
    this.only = read.only();
    this.unsigned = read.unsigned();
    this.translation = translation;
  }

  public CallerProtocol caller() {
    return caller;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /**
   * The first field that keeps it from being asked as a chat completion; empty where nothing does.
   */
  public String only() {
    return only;
  }

  /**
   * Whether it holds a thought without a signature, as answers have that were translated: who signs
   * thoughts refuses it.
   */
  public boolean unsigned() {
    return unsigned;
  }

  /** Whether it has been said as a chat completion. */
  public boolean isTranslated() {
    return translated != null;
  }

  /**
   * As a chat completion; said once, however often it is asked for.
   *
   * @param request whose this is
   * @throws ai.gatewayz.gateway.error.FailureException where it cannot be
   */
  public Translated in(CompletionRequest request) {
    if (translated == null) {
      translated = translation.apply(request);
    }
    return translated;
  }
}
