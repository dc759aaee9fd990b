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
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Entries of {@code /v1/accounts/fireworks/models}. */
final class LibraryMapper implements EntryMapper {

  private final InstantSource clock;

  LibraryMapper(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Mapped map(JsonNode entry) {
    return Fields.id(entry, "name")
        .map(id -> Mapped.listed(offer(id, entry)))
        .orElseGet(() -> Mapped.malformed(entry.has("name") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private ListedOffer offer(String id, JsonNode entry) {
    String kind = entry.path("kind").asText("");
    ListedOffer.Builder offer = ListedOffer.of(id, model(id, kind, entry));
    boolean chat = entry.path("conversationConfig").isObject() || kind.equals("HF_BASE_MODEL");
    FireworksKind.describe(offer, FireworksKind.of(kind, chat, id), CapabilitySource.INFERRED);
    if (Fields.isTrue(entry, "supportsTools")) {
      offer.can(Capability.TOOLS, CapabilitySource.LISTED);
    }
    if (Fields.isTrue(entry, "supportsImageInput")) {
      offer.can(Capability.VISION, CapabilitySource.LISTED).input(Modality.IMAGE);
    }
    LocalDate deprecation = date(entry.path("deprecationDate"));
    return offer
        .name(Fields.text(entry, "displayName"))
        .contextTokens(Fields.tokens(entry, "contextLength"))
        .serverless(serverless(entry, deprecation))
        .created(Fields.instant(entry, "createTime"))
        .deprecation(deprecation)
        .build();
  }

  /** An adapter names the repository of its base, which is another model. */
  private static String model(String id, String kind, JsonNode entry) {
    return CanonicalModel.repositoryAt(Fields.text(entry, "huggingFaceUrl"))
        .filter(
            repository ->
                kind.isEmpty() || kind.equals("HF_BASE_MODEL") || kind.equals("EMBEDDING_MODEL"))
        .orElse(CanonicalModel.of(id, "fireworks"));
  }

  private boolean serverless(JsonNode entry, LocalDate deprecation) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Fields.isTrue(entry, "supportsServerless")
        && entry.path("state").asText("READY").equals("READY")
        && entry.path("public").asBoolean(true)
        && (deprecation == null || !deprecation.isBefore(today));
  }

  private static LocalDate date(JsonNode date) {
    if (!date.path("year").isNumber()) {
      return null;
    }
    try {
      return LocalDate.of(
          date.path("year").asInt(),
          Math.max(1, date.path("month").asInt()),
          Math.max(1, date.path("day").asInt()));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
