package ai.gatewayz.simulator.lists;

/** The lists that the providers publish; two of them publish two. */
public enum ListName {
  OPENROUTER("openrouter"),
  PORTKEY("portkey"),
  FEATHERLESS("featherless"),
  /** {@code /inference/v1/models}: what can be called serverless */
  FIREWORKS("fireworks"),
  /** {@code /v1/accounts/fireworks/models}: the public library */
  FIREWORKS_LIBRARY("fireworks"),
  TOGETHER("together"),
  /** {@code /api/models?inference_provider=hf-inference}: repositories of any task */
  HUGGINGFACE_HUB("huggingface"),
  /** {@code router /v1/models}: chat models of any partner */
  HUGGINGFACE_ROUTER("huggingface");

  private final String provider;

  ListName(String provider) {
    this.provider = provider;
  }

  public String provider() {
    return provider;
  }

  /** The field that holds an entry's id. */
  public String idField() {
    return this == FIREWORKS_LIBRARY ? "name" : "id";
  }
}
