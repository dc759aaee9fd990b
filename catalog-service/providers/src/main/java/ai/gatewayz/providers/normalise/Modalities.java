package ai.gatewayz.providers.normalise;

import ai.gatewayz.catalog.contract.Modality;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The words for what goes in and comes out. */
public final class Modalities {

  private Modalities() {}

  /** The modalities that an array of words names; empty where there is no array. */
  public static Set<Modality> of(JsonNode words) {
    Set<Modality> modalities = EnumSet.noneOf(Modality.class);
    words.forEach(word -> modalities.add(named(word.asText(""))));
    return modalities;
  }

  private static Modality named(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "text", "transcription" -> Modality.TEXT;
      case "image" -> Modality.IMAGE;
      case "audio", "speech" -> Modality.AUDIO;
      case "video" -> Modality.VIDEO;
      case "file" -> Modality.FILE;
      case "embedding", "embeddings" -> Modality.EMBEDDING;
      default -> Modality.OTHER;
    };
  }
}
