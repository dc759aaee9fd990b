package ai.gatewayz.providers.together;

import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.Kind;
import ai.gatewayz.providers.normalise.Prices;
import ai.gatewayz.providers.normalise.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * No field says whether a model can be called without a deployment. A price per token is the best
 * hint there is: what is made for tokens and has none is not sold that way.
 */
final class TogetherMapper implements EntryMapper {

  @Override
  public Mapped map(JsonNode entry) {
    return Fields.id(entry, "id")
        .map(id -> Mapped.listed(offer(id, entry)))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private static ListedOffer offer(String id, JsonNode entry) {
    ListedOffer.Builder offer = ListedOffer.of(id, CanonicalModel.of(id, "together"));
    Optional<Kind> kind = kind(entry.path("type").asText(""));
    kind.ifPresentOrElse(
        known -> known.describe(offer, CapabilitySource.LISTED),
        () -> offer.task(unknownTask(entry)));
    boolean countsTokens = kind.filter(TogetherMapper::countsTokens).isPresent();
    Price price = countsTokens ? price(entry.path("pricing")) : Price.UNKNOWN;
    return offer
        .name(Fields.text(entry, "display_name"))
        .price(price)
        .contextTokens(Fields.tokens(entry, "context_length"))
        .serverless(countsTokens && entry.has("pricing") ? price != Price.UNKNOWN : null)
        .created(Fields.instant(entry, "created"))
        .build();
  }

  /** Rerankers as well, here. */
  private static boolean countsTokens(Kind kind) {
    return kind.countsTokens() || kind == Kind.RERANK;
  }

  private static Price price(JsonNode pricing) {
    return Prices.perToken(
        Usd.PER_MILLION.perMillion(pricing, "input"),
        Usd.PER_MILLION.perMillion(pricing, "output"),
        Usd.PER_MILLION.perMillion(pricing, "cached_input"));
  }

  private static Optional<Kind> kind(String type) {
    return switch (type) {
      case "chat" -> Optional.of(Kind.CHAT);
      case "language", "code" -> Optional.of(Kind.TEXT_GENERATION);
      case "embedding" -> Optional.of(Kind.EMBEDDING);
      case "rerank" -> Optional.of(Kind.RERANK);
      case "moderation" -> Optional.of(Kind.MODERATION);
      case "image" -> Optional.of(Kind.IMAGE);
      case "video" -> Optional.of(Kind.VIDEO);
      case "audio" -> Optional.of(Kind.SPEECH);
      case "transcribe" -> Optional.of(Kind.TRANSCRIPTION);
      default -> Optional.empty();
    };
  }

  private static String unknownTask(JsonNode entry) {
    String type = entry.path("type").asText("");
    return type.matches("[a-z0-9-]{1,40}") ? type : "unknown";
  }
}
