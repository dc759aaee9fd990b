package ai.gatewayz.providers.dialect;

import ai.gatewayz.catalog.contract.Capability;
import java.util.Locale;

/** What can be asked of a model, in the order in which it is found out what one does. */
public enum Operation {
  CHAT("chat/completions", "messages", Capability.CHAT, "chat"),
  COMPLETIONS("completions", "prompt", Capability.COMPLETIONS, "text_completion"),
  EMBEDDINGS("embeddings", "input", Capability.EMBEDDINGS, "embeddings");

  private final String path;
  private final String content;
  private final Capability capability;
  private final String metricName;
  private final String label = name().toLowerCase(Locale.ROOT);

  Operation(String path, String content, Capability capability, String metricName) {
    this.path = path;
    this.content = content;
    this.capability = capability;
    this.metricName = metricName;
  }

  /** Below {@code /v1/} at the gateway and below the base URL at a provider. */
  public String path() {
    return path;
  }

  /** The field that must be there beside {@code model}. */
  public String content() {
    return content;
  }

  /** What an offer must be known to do. */
  public Capability capability() {
    return capability;
  }

  /** The OpenTelemetry {@code gen_ai.operation.name}. */
  public String metricName() {
    return metricName;
  }

  /** The lower-case name, for records of probes. */
  public String label() {
    return label;
  }
}
