package ai.gatewayz.providers.fireworks;

import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.normalise.Kind;
import ai.gatewayz.providers.normalise.NameHints;

/**
 * What a Fireworks model is for. Its {@code kind} wins over {@code supports_chat}, which embedding
 * and image models claim as well.
 */
final class FireworksKind {

  private FireworksKind() {}

  static Kind of(String kind, boolean supportsChat, String id) {
    return switch (kind) {
      case "EMBEDDING_MODEL" -> NameHints.kind(id) == Kind.RERANK ? Kind.RERANK : Kind.EMBEDDING;
      case "FLUMINA_BASE_MODEL", "FLUMINA_ADDON" ->
          NameHints.kind(id) == Kind.CHAT ? Kind.IMAGE : NameHints.kind(id);
      default -> supportsChat ? Kind.CHAT : other(id);
    };
  }

  /** Says what an offer is for; pictures and sound have addresses of their own here. */
  static void describe(ListedOffer.Builder offer, Kind kind, CapabilitySource source) {
    switch (kind) {
      case CHAT, TEXT_GENERATION, EMBEDDING, RERANK -> kind.describe(offer, source);
      case MODERATION, IMAGE, VIDEO, SPEECH, TRANSCRIPTION -> kind.describeTask(offer);
    }
  }

  private static Kind other(String id) {
    Kind hinted = NameHints.kind(id);
    return hinted == Kind.CHAT ? Kind.TEXT_GENERATION : hinted;
  }
}
