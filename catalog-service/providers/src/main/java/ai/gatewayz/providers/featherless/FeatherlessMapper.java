package ai.gatewayz.providers.featherless;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.Kind;
import ai.gatewayz.providers.normalise.NameHints;
import ai.gatewayz.providers.normalise.Prices;
import ai.gatewayz.providers.normalise.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

final class FeatherlessMapper implements EntryMapper {

  @Override
  public Mapped map(JsonNode entry) {
    return Fields.id(entry, "id")
        .map(id -> Mapped.listed(offer(id, entry)))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private static ListedOffer offer(String id, JsonNode entry) {
    ListedOffer.Builder offer = ListedOffer.of(id, CanonicalModel.of(id, "featherless"));
    // Language models all of them: a name that speaks of embedding forbids nothing.
    Kind.CHAT.describe(offer, CapabilitySource.INFERRED);
    if (NameHints.kind(id) == Kind.EMBEDDING) {
      offer.can(Capability.EMBEDDINGS, CapabilitySource.INFERRED);
    }
    JsonNode features = entry.path("features");
    if (Fields.isTrue(features, "tool_use")) {
      offer.can(Capability.TOOLS, CapabilitySource.LISTED);
    }
    if (Fields.isTrue(features, "image_input") || Fields.isTrue(entry, "vision_supported")) {
      offer.can(Capability.VISION, CapabilitySource.LISTED).input(Modality.IMAGE);
    }
    signal(entry).ifPresent(offer::signal);
    return offer
        .name(Fields.text(entry, "name"))
        .price(price(entry.path("pricing")))
        .contextTokens(Fields.tokens(entry, "context_length"))
        .maxOutputTokens(Fields.tokens(entry, "max_completion_tokens"))
        .serverless(true)
        .created(Fields.instant(entry, "created"))
        .build();
  }

  /** Stated per million, or per token as text, or not at all. */
  private static Price price(JsonNode pricing) {
    BigDecimal input = Usd.PER_MILLION.perMillion(pricing, "input");
    BigDecimal output = Usd.PER_MILLION.perMillion(pricing, "output");
    if (input == null || output == null) {
      input = Usd.PER_TOKEN.perMillion(pricing, "prompt");
      output = Usd.PER_TOKEN.perMillion(pricing, "completion");
    }
    return Prices.perToken(input, output, null);
  }

  private static Optional<Signal> signal(JsonNode entry) {
    return state(entry)
        .map(state -> new Signal("featherless", state, null, null, null, null, null));
  }

  private static Optional<Signal.State> state(JsonNode entry) {
    switch (entry.path("status").asText("")) {
      case "not_deployed", "pending_deploy" -> {
        return Optional.of(Signal.State.COLD);
      }
      default -> {}
    }
    return switch (entry.path("availability").path("tier").asText("")) {
      case "warm" -> Optional.of(Signal.State.LIVE);
      case "cold" -> Optional.of(Signal.State.COLD);
      default -> Optional.empty();
    };
  }
}
