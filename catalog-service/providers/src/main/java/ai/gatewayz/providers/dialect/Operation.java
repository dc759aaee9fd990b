package ai.gatewayz.providers.dialect;

import ai.gatewayz.catalog.contract.Capability;
import java.util.Locale;

/** What can be asked of a model, in the order in which it is found out what one does. */
public enum Operation {
  CHAT("chat/completions", "messages", Capability.CHAT, "chat", "chat"),
  COMPLETIONS(
      "completions", "prompt", Capability.COMPLETIONS, "text_completion", "text-generation"),
  EMBEDDINGS("embeddings", "input", Capability.EMBEDDINGS, "embeddings", "feature-extraction"),
  RERANK("rerank", "documents", Capability.RERANK, "rerank", "text-ranking"),
  IMAGES("images/generations", "prompt", Capability.IMAGES, "image_generation", "text-to-image"),
  SPEECH("audio/speech", "input", Capability.SPEECH, "speech", "text-to-speech"),
  TRANSCRIPTIONS(
      "audio/transcriptions",
      "file",
      Capability.TRANSCRIPTIONS,
      "transcription",
      "automatic-speech-recognition");

  private final String path;
  private final String content;
  private final Capability capability;
  private final String metricName;
  private final String task;
  private final String label = name().toLowerCase(Locale.ROOT);

  Operation(String path, String content, Capability capability, String metricName, String task) {
    this.path = path;
    this.content = content;
    this.capability = capability;
    this.metricName = metricName;
    this.task = task;
  }

  /** Below {@code /v1/} at the gateway, and below the base URL at a provider: OpenAI's own. */
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

  /** The OpenTelemetry {@code gen_ai.operation.name}, or what it would be called there. */
  public String metricName() {
    return metricName;
  }

  /** The task of the models that are made for it, as lists call it, and {@code Kind}. */
  public String task() {
    return task;
  }

  /** The lower-case name, for records of probes. */
  public String label() {
    return label;
  }

  /**
   * Whether the model writes tokens one after the other: they have a budget, can be streamed, and
   * take their time. Anything else comes whole.
   */
  public boolean writes() {
    return this == CHAT || this == COMPLETIONS;
  }
}
