package ai.gatewayz.gateway.request;

import ai.gatewayz.catalog.contract.Capability;

/** What can be asked of a model. */
public enum Operation {
  CHAT("chat/completions", "messages", Capability.CHAT, "chat"),
  COMPLETIONS("completions", "prompt", Capability.COMPLETIONS, "text_completion"),
  EMBEDDINGS("embeddings", "input", Capability.EMBEDDINGS, "embeddings");

  private final String path;
  private final String content;
  private final Capability capability;
  private final String metricName;
  private final Names names;

  Operation(String path, String content, Capability capability, String metricName) {
    this.path = path;
    this.content = content;
    this.capability = capability;
    this.metricName = metricName;
    this.names =
        new Names(
            "",
            content,
            "model",
            "models",
            "provider",
            "stream",
            "stream_options",
            "tools",
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "response_format");
  }

  /** Below {@code /v1/} here and below the base URL at a provider. */
  public String path() {
    return path;
  }

  /** The field that must be there beside {@code model}. */
  public String content() {
    return content;
  }

  /** The fields of a body that the gateway acts on. */
  Names names() {
    return names;
  }

  /** What an offer must be known to do. */
  public Capability capability() {
    return capability;
  }

  /** The OpenTelemetry {@code gen_ai.operation.name}. */
  public String metricName() {
    return metricName;
  }
}
