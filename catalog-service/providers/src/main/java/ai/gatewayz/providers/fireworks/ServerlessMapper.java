package ai.gatewayz.providers.fireworks;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import com.fasterxml.jackson.databind.JsonNode;

/** Entries of {@code /inference/v1/models}. */
final class ServerlessMapper implements EntryMapper {

  @Override
  public Mapped map(JsonNode entry) {
    return Fields.id(entry, "id")
        .map(id -> Mapped.listed(offer(id, entry)))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private static ListedOffer offer(String id, JsonNode entry) {
    ListedOffer.Builder offer = ListedOffer.of(id, CanonicalModel.of(id, "fireworks"));
    // Where the list does not say that it does not chat, a question tells.
    FireworksKind.describe(
        offer,
        FireworksKind.of(
            entry.path("kind").asText(""), entry.path("supports_chat").asBoolean(true), id),
        CapabilitySource.LISTED);
    if (Fields.isTrue(entry, "supports_tools")) {
      offer.can(Capability.TOOLS, CapabilitySource.LISTED);
    }
    if (Fields.isTrue(entry, "supports_image_input")) {
      offer.can(Capability.VISION, CapabilitySource.LISTED).input(Modality.IMAGE);
    }
    return offer
        .contextTokens(Fields.tokens(entry, "context_length"))
        .serverless(true)
        .created(Fields.instant(entry, "created"))
        .build();
  }
}
