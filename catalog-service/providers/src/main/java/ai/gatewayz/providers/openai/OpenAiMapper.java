package ai.gatewayz.providers.openai;

import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.NameHints;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.stream.Stream;

/** The protocol has no field for the context; servers use several names for it. */
final class OpenAiMapper implements EntryMapper {

  private final String provider;

  OpenAiMapper(String provider) {
    this.provider = provider;
  }

  @Override
  public Mapped map(JsonNode entry) {
    if (entry.path("active").isBoolean() && !entry.path("active").booleanValue()) {
      return Mapped.NOT_OFFERED;
    }
    return Fields.id(entry, "id")
        .map(id -> Mapped.listed(offer(id, entry)))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private ListedOffer offer(String id, JsonNode entry) {
    ListedOffer.Builder offer = ListedOffer.of(id, CanonicalModel.of(id, provider));
    return NameHints.describe(offer, id)
        .contextTokens(
            Stream.of("context_length", "context_window", "max_model_len")
                .map(field -> Fields.tokens(entry, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null))
        .maxOutputTokens(Fields.tokens(entry, "max_completion_tokens"))
        .created(Fields.instant(entry, "created"))
        .build();
  }
}
