package ai.gatewayz.providers.dialect;

import ai.gatewayz.catalog.contract.Capability;

/**
 * A protocol in which a model can be asked for a chat beside chat completions, which every provider
 * speaks.
 */
public enum Protocol {
  /** Anthropic's Messages */
  MESSAGES("messages", Capability.MESSAGES),

  /** OpenAI's Responses */
  RESPONSES("responses", Capability.RESPONSES);

  private final String path;
  private final Capability capability;

  Protocol(String path, Capability capability) {
    this.path = path;
    this.capability = capability;
  }

  /** Below {@code /v1/} at the gateway and below the base URL at a provider. */
  public String path() {
    return path;
  }

  /** That of an offer which can be asked so. */
  public Capability capability() {
    return capability;
  }
}
