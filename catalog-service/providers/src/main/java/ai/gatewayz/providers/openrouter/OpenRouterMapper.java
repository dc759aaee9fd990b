package ai.gatewayz.providers.openrouter;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.Kind;
import ai.gatewayz.providers.normalise.Modalities;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

final class OpenRouterMapper implements EntryMapper {

  @Override
  public Mapped map(JsonNode entry) {
    return Fields.id(entry, "id")
        .map(id -> mapped(offer(id, entry), entry))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  /** {@code ~author/name-latest} is the newest model of a name, and that one is listed too. */
  private static Mapped mapped(ListedOffer offer, JsonNode entry) {
    return Fields.id(entry.path("alias_target"), "slug")
        .filter(target -> !target.equals(offer.id()))
        .<Mapped>map(target -> new Mapped.Alias(offer, target))
        .orElseGet(() -> Mapped.listed(offer));
  }

  private static ListedOffer offer(String id, JsonNode entry) {
    JsonNode architecture = entry.path("architecture");
    Set<Modality> input = Modalities.of(architecture.path("input_modalities"));
    Set<Modality> output = Modalities.of(architecture.path("output_modalities"));
    Kind kind = Kind.producing(output, architecture.path("output_modalities").path(0).asText(""));
    ListedOffer.Builder offer = ListedOffer.of(id, model(id, entry));
    if (input.isEmpty() || output.isEmpty()) {
      kind.describe(offer, CapabilitySource.INFERRED);
    }
    offer.task(kind.task()).input(input).output(output);
    capabilities(offer, kind, input, entry.path("supported_parameters"));
    JsonNode top = entry.path("top_provider");
    Integer context = Fields.tokens(entry, "context_length");
    return offer
        .name(Fields.text(entry, "name"))
        .price(OpenRouterPrice.of(entry.path("pricing"), kind))
        .contextTokens(context == null ? Fields.tokens(top, "context_length") : context)
        .maxOutputTokens(Fields.tokens(top, "max_completion_tokens"))
        .serverless(true)
        .created(Fields.instant(entry, "created"))
        .deprecation(Fields.day(entry, "expiration_date"))
        .build();
  }

  /** The HuggingFace repository where it is named; a variant such as {@code :free} stays apart. */
  private static String model(String id, JsonNode entry) {
    return CanonicalModel.repository(Fields.text(entry, "hugging_face_id"))
        .map(repository -> repository + CanonicalModel.variant(id))
        .orElse(CanonicalModel.of(id, "openrouter"));
  }

  private static void capabilities(
      ListedOffer.Builder offer, Kind kind, Set<Modality> input, JsonNode parameters) {
    switch (kind) {
      case CHAT -> offer.can(Capability.CHAT, CapabilitySource.LISTED);
      case EMBEDDING -> offer.can(Capability.EMBEDDINGS, CapabilitySource.LISTED);
      case RERANK -> offer.can(Capability.RERANK, CapabilitySource.LISTED);
      case IMAGE -> offer.can(Capability.IMAGES, CapabilitySource.LISTED);
      case SPEECH -> offer.can(Capability.SPEECH, CapabilitySource.LISTED);
      case TRANSCRIPTION -> offer.can(Capability.TRANSCRIPTIONS, CapabilitySource.LISTED);
      case TEXT_GENERATION, MODERATION, VIDEO -> {}
    }
    if (kind == Kind.CHAT && input.contains(Modality.IMAGE)) {
      offer.can(Capability.VISION, CapabilitySource.LISTED);
    }
    for (JsonNode parameter : parameters) {
      switch (parameter.asText("")) {
        case "tools" -> offer.can(Capability.TOOLS, CapabilitySource.LISTED);
        case "structured_outputs" ->
            offer.can(Capability.STRUCTURED_OUTPUT, CapabilitySource.LISTED);
        case "reasoning" -> offer.can(Capability.REASONING, CapabilitySource.LISTED);
        default -> {}
      }
    }
  }
}
