package ai.gatewayz.providers.huggingface;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.providers.listing.ListedOffer;

/** The modalities that go with the hub's tasks, for what does not chat. */
final class HubTask {

  private HubTask() {}

  static void describe(ListedOffer.Builder offer, String task) {
    offer.task(task);
    switch (task) {
      case "feature-extraction", "sentence-similarity" ->
          offer
              .input(Modality.TEXT)
              .output(Modality.EMBEDDING)
              .can(Capability.EMBEDDINGS, CapabilitySource.INFERRED);
      case "text-to-image" -> offer.input(Modality.TEXT).output(Modality.IMAGE);
      case "image-to-image" -> offer.input(Modality.IMAGE).output(Modality.IMAGE);
      case "text-to-video" -> offer.input(Modality.TEXT).output(Modality.VIDEO);
      case "image-to-video" -> offer.input(Modality.IMAGE).output(Modality.VIDEO);
      case "text-to-speech", "text-to-audio" -> offer.input(Modality.TEXT).output(Modality.AUDIO);
      case "automatic-speech-recognition" -> offer.input(Modality.AUDIO).output(Modality.TEXT);
      case "audio-classification" -> offer.input(Modality.AUDIO).output(Modality.TEXT);
      case "image-classification", "object-detection", "image-to-text" ->
          offer.input(Modality.IMAGE).output(Modality.TEXT);
      case "image-segmentation" -> offer.input(Modality.IMAGE).output(Modality.IMAGE);
      case "image-text-to-text", "visual-question-answering" ->
          offer.input(Modality.TEXT, Modality.IMAGE).output(Modality.TEXT);
      case "unknown" -> {}
      default -> offer.input(Modality.TEXT).output(Modality.TEXT);
    }
  }
}
