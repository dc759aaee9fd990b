package ai.gatewayz.providers.normalise;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.providers.listing.ListedOffer;
import java.util.Optional;
import java.util.Set;

/**
 * What a model is for: its task in HuggingFace's words, with the modalities and the operation that
 * go with it.
 */
public enum Kind {
  CHAT("chat", Modality.TEXT, Modality.TEXT, Capability.CHAT),
  TEXT_GENERATION("text-generation", Modality.TEXT, Modality.TEXT, Capability.COMPLETIONS),
  EMBEDDING("feature-extraction", Modality.TEXT, Modality.EMBEDDING, Capability.EMBEDDINGS),
  RERANK("text-ranking", Modality.TEXT, Modality.OTHER, Capability.RERANK),
  MODERATION("text-classification", Modality.TEXT, Modality.OTHER, null),
  IMAGE("text-to-image", Modality.TEXT, Modality.IMAGE, Capability.IMAGES),
  VIDEO("text-to-video", Modality.TEXT, Modality.VIDEO, null),
  SPEECH("text-to-speech", Modality.TEXT, Modality.AUDIO, Capability.SPEECH),
  TRANSCRIPTION(
      "automatic-speech-recognition", Modality.AUDIO, Modality.TEXT, Capability.TRANSCRIPTIONS);

  private final String task;
  private final Modality input;
  private final Modality output;
  private final Optional<Capability> operation;

  Kind(String task, Modality input, Modality output, Capability operation) {
    this.task = task;
    this.input = input;
    this.output = output;
    this.operation = Optional.ofNullable(operation);
  }

  public String task() {
    return task;
  }

  /**
   * Whether it is sold by the token of text that goes in or comes out. Most rerankers are sold by
   * the search.
   */
  public boolean countsTokens() {
    return switch (this) {
      case CHAT, TEXT_GENERATION, EMBEDDING -> true;
      case RERANK, MODERATION, IMAGE, VIDEO, SPEECH, TRANSCRIPTION -> false;
    };
  }

  /** Sets task, modalities and operation of an offer. */
  public ListedOffer.Builder describe(ListedOffer.Builder offer, CapabilitySource source) {
    describeTask(offer);
    operation.ifPresent(capability -> offer.can(capability, source));
    return offer;
  }

  /** Sets task and modalities of an offer whose provider has an address of its own for it. */
  public ListedOffer.Builder describeTask(ListedOffer.Builder offer) {
    return offer.task(task).input(input).output(output);
  }

  /** What comes out tells what it is for, where a list gives no better word. */
  public static Kind producing(Set<Modality> output, String word) {
    if (output.contains(Modality.EMBEDDING)) {
      return EMBEDDING;
    }
    if (word.equals("transcription")) {
      return TRANSCRIPTION;
    }
    if (word.equals("rerank")) {
      return RERANK;
    }
    if (output.contains(Modality.TEXT) || output.isEmpty()) {
      return CHAT;
    }
    if (output.contains(Modality.IMAGE)) {
      return IMAGE;
    }
    if (output.contains(Modality.VIDEO)) {
      return VIDEO;
    }
    return output.contains(Modality.AUDIO) ? SPEECH : RERANK;
  }
}
