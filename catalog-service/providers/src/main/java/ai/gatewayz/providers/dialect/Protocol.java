package ai.gatewayz.providers.dialect;

/**
 * A protocol in which a model can be asked for a chat beside chat completions, which every provider
 * speaks.
 */
public enum Protocol {
  /** Anthropic's Messages */
  MESSAGES("messages"),

  /** OpenAI's Responses */
  RESPONSES("responses");

  private final String path;

  Protocol(String path) {
    this.path = path;
  }

  /** Below {@code /v1/} at the gateway and below the base URL at a provider. */
  public String path() {
    return path;
  }
}
