package ai.gatewayz.providers.normalise;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.providers.listing.ListedOffer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a model's name gives away about its kind, for lists that hold nothing but names. A guess:
 * whoever uses it says "inferred".
 */
public final class NameHints {

  private static final Pattern EMBEDDING =
      Pattern.compile("embed|(^|[/-])(bge|gte|e5|clip|sentence|minilm)([-.]|$)|all-mpnet|multi-qa");
  private static final Pattern RERANK = Pattern.compile("rerank|bge-reranker");
  private static final Pattern IMAGE =
      Pattern.compile(
          "flux|stable-diffusion|sdxl|sd3|dall-e|imagen|gpt-image|janus|(^|/)sd-|image-gen|recraft");
  private static final Pattern VIDEO = Pattern.compile("(^|/)(veo|sora|kling|wan)[-.0-9]|video");
  private static final Pattern SPEECH =
      Pattern.compile("tts|orpheus|kokoro|csm-1b|zonos|text-to-speech|dia-1\\.6b");
  private static final Pattern TRANSCRIPTION = Pattern.compile("whisper|transcribe|parakeet|-asr");
  private static final Pattern MODERATION = Pattern.compile("moderation");

  private NameHints() {}

  /**
   * Describes an offer of which a list tells little more than the name. What that suggests is the
   * task, and is asked first; it rules nothing out: many a language model is called like a painter.
   */
  public static ListedOffer.Builder describe(ListedOffer.Builder offer, String name) {
    return kind(name)
        .describe(offer, CapabilitySource.INFERRED)
        .can(Capability.CHAT, CapabilitySource.INFERRED);
  }

  /** The kind that the name suggests; chat where it suggests nothing else. */
  public static Kind kind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (RERANK.matcher(lower).find()) {
      return Kind.RERANK;
    }
    if (EMBEDDING.matcher(lower).find()) {
      return Kind.EMBEDDING;
    }
    if (TRANSCRIPTION.matcher(lower).find()) {
      return Kind.TRANSCRIPTION;
    }
    if (SPEECH.matcher(lower).find()) {
      return Kind.SPEECH;
    }
    if (VIDEO.matcher(lower).find()) {
      return Kind.VIDEO;
    }
    if (IMAGE.matcher(lower).find()) {
      return Kind.IMAGE;
    }
    return MODERATION.matcher(lower).find() ? Kind.MODERATION : Kind.CHAT;
  }
}
